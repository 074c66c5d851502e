package io.redoubt.cli.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server with files, which answers range requests and can cut connections. */
final class FileServer implements AutoCloseable {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> ranges = new ArrayList<>();
    private final HttpServer server;
    private int cutAfter = Integer.MAX_VALUE;
    private boolean ranged = true;
    private int failures;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FileServer with(String name, byte[] content) {
        files.put("/" + name, content);
        return this;
    }

    /** Cuts each answer after so many bytes. */
    void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    /** Ignores ranges, as a server without support for them. */
    void withoutRanges() {
        ranged = false;
    }

    /** Answers so many requests with 503. */
    void fail(int requests) {
        failures = requests;
    }

    /** The headers {@code Range} of all requests; empty texts for requests without one. */
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (failures > 0) {
                failures--;
                exchange.sendResponseHeaders(503, -1);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (range == null || !ranged) {
                send(exchange, 200, content);
            } else {
                int from = Integer.parseInt(range.replaceAll("\\D", ""));
                if (from >= content.length) {
                    exchange.sendResponseHeaders(416, -1);
                } else {
                    exchange.getResponseHeaders()
                            .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
                    send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
                }
            }
        }
    }

    private void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length);
        OutputStream out = exchange.getResponseBody();
        out.write(content, 0, Math.min(cutAfter, content.length));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
