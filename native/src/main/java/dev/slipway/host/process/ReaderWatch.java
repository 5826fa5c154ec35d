package dev.slipway.host.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells when nobody reads this process's standard output any more: a pipe whose reader went away, a terminal that was
 * hung up. Whoever writes seldom would notice with the next line only, and live on until then.
 */
public final class ReaderWatch {

    private static final int STDOUT = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int REVENTS_OFFSET = 6;
    private static final int FOREVER = -1;
    private static final int EINTR = 4;

    private ReaderWatch() {
    }

    /** Begins to watch, on a daemon thread that costs nothing while it waits; {@code gone} is called on it, once. */
    public static void begin(Runnable gone) {
        Thread thread = new Thread(() -> {
            if (Poll.untilGone()) {
                gone.run();
            }
        }, "reader-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code poll(2)}, loaded with JNA at the first use. */
    private static final class Poll {

        static {
            Native.register(Poll.class, NativeLibrary.getInstance("c"));
        }

        private Poll() {
        }

        private static native int poll(byte[] descriptors, NativeLong count, int timeoutMillis) throws LastErrorException;

        /** Whether it is gone; false where the kernel cannot tell. */
        static boolean untilGone() {
            byte[] descriptor = new byte[POLLFD_BYTES];
            ByteBuffer fields = ByteBuffer.wrap(descriptor).order(ByteOrder.nativeOrder());
            // No event is asked for: errors and hang-ups are told in any case.
            fields.putInt(0, STDOUT);
            while (true) {
                try {
                    poll(descriptor, new NativeLong(1), FOREVER);
                    return fields.getShort(REVENTS_OFFSET) != 0;
                } catch (LastErrorException e) {
                    if (e.getErrorCode() != EINTR) {
                        return false;
                    }
                }
            }
        }
    }
}
