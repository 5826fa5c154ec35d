package dev.slipway.host.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A server on the loopback that answers each connection with the next reply it was given, byte for byte, whatever it is
 * asked; the last one is given again and again.
 */
public final class ScriptedServer implements AutoCloseable {

    /** The requests that came, headers and all. */
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket socket;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Socket> held = Collections.synchronizedList(new ArrayList<>());

    private record Reply(byte[] bytes, boolean holds) {
    }

    public ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** Replies with this head, to which a blank line is added, and this body, and hangs up. */
    public ScriptedServer reply(String head, byte[] body) {
        return add(head, body, false);
    }

    /** Replies with this and then says nothing more, but stays on the line. */
    public ScriptedServer replyAndHold(String head, byte[] body) {
        return add(head, body, true);
    }

    /** Forgets the replies it was given. */
    public synchronized ScriptedServer anew() {
        replies.clear();
        return this;
    }

    private synchronized ScriptedServer add(String head, byte[] body, boolean holds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.isEmpty() ? new byte[0]
                : (head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        replies.add(new Reply(bytes.toByteArray(), holds));
        return this;
    }

    private synchronized Reply next() {
        return replies.size() > 1 ? replies.poll() : replies.peek();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                requests.add(request(connection.getInputStream()));
                Reply reply = next();
                connection.getOutputStream().write(reply.bytes());
                connection.getOutputStream().flush();
                if (reply.holds()) {
                    held.add(connection);
                } else {
                    connection.shutdownOutput();
                    connection.close();
                }
            } catch (IOException e) {
                // The other side hung up, or the test is over.
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (text.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : held) {
            connection.close();
        }
    }
}
