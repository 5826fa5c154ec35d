package dev.slipway.host.libvirt;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes one connection on to libvirt's daemon until it is cut. */
final class CutConnection implements AutoCloseable {

    private static final Path DAEMON = Path.of("/run/libvirt/libvirt-sock");

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> ends = new CopyOnWriteArrayList<>();

    CutConnection(Path folder) throws IOException {
        socket = folder.resolve("libvirt-sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }

    void cut() throws IOException {
        for (SocketChannel end : ends) {
            end.close();
        }
    }

    private void accept() throws IOException {
        SocketChannel client = server.accept();
        SocketChannel daemon = SocketChannel.open(UnixDomainSocketAddress.of(DAEMON));
        ends.addAll(List.of(client, daemon));
        start(() -> pass(client, daemon));
        start(() -> pass(daemon, client));
    }

    private static void pass(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        while (from.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
        to.close();
    }

    private static void start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException cut) {
                // A connection that is cut ends so.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
        Files.deleteIfExists(socket);
    }

    /** Work that ends with its socket. */
    private interface Step {
        void run() throws IOException;
    }
}
