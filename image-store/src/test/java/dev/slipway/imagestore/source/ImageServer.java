package dev.slipway.imagestore.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

/** A web server on the loopback that gives the files of a folder, ranges of them too, and cuts the line when told to. */
final class ImageServer implements AutoCloseable {

    /** The Range headers that came, or "all". */
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

    private final HttpServer server;
    private final Path folder;
    private volatile long cutAfter = Long.MAX_VALUE;
    private volatile int status = 200;

    ImageServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "image server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** From now on every answer ends after so many bytes. */
    void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    /** From now on every answer is this. */
    void answerWith(int code) {
        status = code;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "all" : range);
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            byte[] content = Files.readAllBytes(folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders().set("ETag", "\"" + content.length + "\"");
            if (from >= content.length && from > 0) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (range != null) {
                exchange.getResponseHeaders().set("Content-Range",
                        "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            exchange.getResponseBody().write(content, from, (int) Math.min(cutAfter, content.length - from));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
