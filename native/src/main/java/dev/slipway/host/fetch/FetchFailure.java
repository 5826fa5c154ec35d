package dev.slipway.host.fetch;

import static dev.slipway.host.errors.HostError.DOWNLOAD_FAILED;
import static dev.slipway.host.errors.HostError.DOWNLOAD_INCOMPLETE;
import static dev.slipway.host.errors.HostError.DOWNLOAD_NOT_FOUND;
import static dev.slipway.host.errors.HostError.DOWNLOAD_REFUSED;
import static dev.slipway.host.errors.HostError.DOWNLOAD_TIMED_OUT;

import dev.slipway.host.errors.HostException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** The sentences about servers that did not give what was asked for. */
final class FetchFailure {

    private static final String REPEAT = "Repeat the command: it goes on where this one stopped.";

    private FetchFailure() {
    }

    static HostException status(WebAddress address, int status) {
        return switch (status) {
            case 404, 410 -> new HostException(DOWNLOAD_NOT_FOUND,
                    "The server has no '" + address + "': it answers " + status + ".");
            case 401, 403, 407 -> new HostException(DOWNLOAD_REFUSED,
                    "The server refuses to give '" + address + "': it answers " + status + ".");
            default -> new HostException(DOWNLOAD_FAILED,
                    "The server does not give '" + address + "': it answers " + status + ".");
        };
    }

    static HostException nonsense(WebAddress address, String what) {
        return new HostException(DOWNLOAD_FAILED, "The server of '" + address + "' " + what + ".");
    }

    static HostException silent(WebAddress address, long seconds) {
        return new HostException(DOWNLOAD_TIMED_OUT,
                "The server of '" + address + "' has sent nothing for " + seconds + " s.", REPEAT, null);
    }

    static HostException cut(WebAddress address, long got, long total, Exception cause) {
        String of = total < 0 ? "" : " of the " + total + " it promises";
        return new HostException(DOWNLOAD_INCOMPLETE, "The server of '" + address + "' ends after " + got
                + " bytes" + of + ", however often it is asked.", REPEAT, cause);
    }

    static HostException unreachable(WebAddress address, Exception cause) {
        return new HostException(DOWNLOAD_FAILED, "The server of '" + address + "' cannot be reached: "
                + reason(cause) + ".", cause);
    }

    /** Whether there was no connection to begin with. */
    static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    private static String reason(Exception cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return "its name is not known";
            }
            if (each instanceof SSLException) {
                return "its identity is not proven (" + each.getMessage() + ")";
            }
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "it does not answer";
        }
        return cause.getMessage() == null ? "it takes no connections" : cause.getMessage();
    }
}
