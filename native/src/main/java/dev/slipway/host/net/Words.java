package dev.slipway.host.net;

import com.sun.jna.LastErrorException;

/** What the C library says of an error. */
final class Words {

    private Words() {
    }

    /** Without the number that JNA sets before it. */
    static String of(LastErrorException error) {
        String said = error.getMessage();
        return said == null ? "error " + error.getErrorCode() : said.substring(said.indexOf(']') + 1).strip();
    }
}
