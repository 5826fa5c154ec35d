package dev.slipway.launcher.keypair;

import java.nio.ByteBuffer;

/** Takes apart what {@link SshBytes} puts together. Throws IllegalArgumentException where it ends too early. */
final class SshBytesReader {

    private final ByteBuffer bytes;

    SshBytesReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** The next bytes that have their length in front. */
    byte[] string() {
        int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("the key is cut off");
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** Whether all of it was taken. */
    boolean atEnd() {
        return !bytes.hasRemaining();
    }
}
