package dev.slipway.launcher.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What an ssh server says first. That a connection is taken proves nothing: QEMU takes those of its forwarded ports before
 * the guest does, and drops them later.
 */
public final class SshGreeting {

    private static final String WORDS = "SSH-";
    private SshGreeting() {
    }

    /** Whether an ssh server greets at this address; takes at most twice {@code millis}, where nobody says anything. */
    public static boolean heard(String host, int port, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            byte[] said = socket.getInputStream().readNBytes(WORDS.length());
            return new String(said, StandardCharsets.US_ASCII).equals(WORDS);
        } catch (IOException e) {
            // Refused, dropped, or silent: nobody there so far.
            return false;
        }
    }
}
