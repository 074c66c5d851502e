package io.redoubt.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A proxy between the services and the store that injects faults. Each client connects to its own port, which
 * identifies it. Forwards one request per connection and keeps the Host header, so signatures stay valid.
 */
final class StoreProxy implements AutoCloseable {

    private final URI store;
    private final List<StoreRule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, ServerSocket> endpoints = new ConcurrentHashMap<>();

    StoreProxy(URI store) {
        this.store = store;
    }

    /** The endpoint for a client, created at the first call. */
    URI endpoint(String client) {
        ServerSocket endpoint = endpoints.computeIfAbsent(client, name -> open(name));
        return URI.create("http://127.0.0.1:" + endpoint.getLocalPort());
    }

    private ServerSocket open(String client) {
        try {
            ServerSocket endpoint = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
            daemon("store-proxy-" + client, () -> accept(client, endpoint));
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for " + client, e);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Injects a fault into at most {@code limit} requests that match. */
    StoreRule inject(int limit, Predicate<StoreRequest> matches, StoreFault fault) {
        StoreRule rule = new StoreRule(this, matches, limit, fault);
        rules.add(rule);
        return rule;
    }

    void remove(StoreRule rule) {
        rules.remove(rule);
    }

    private void accept(String client, ServerSocket endpoint) {
        while (!endpoint.isClosed()) {
            try {
                Socket socket = endpoint.accept();
                daemon("store-proxy-request", () -> serve(client, socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(String client, Socket socket) {
        try (socket) {
            byte[] bytes = read(socket.getInputStream());
            if (bytes.length > 0) {
                StoreRequest request = request(client, bytes);
                StoreFault fault = rules.stream()
                        .filter(rule -> rule.strikes(request))
                        .findFirst()
                        .map(StoreRule::fault)
                        .orElse((asked, way) -> way.answer(asked.bytes()));
                socket.getOutputStream().write(fault.meet(request, this::forward));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the client sees a broken connection, as without a proxy
        }
    }

    private static StoreRequest request(String client, byte[] bytes) {
        String[] line = new String(bytes, 0, indexOf(bytes, "\r\n"), US_ASCII).split(" ");
        String path = line[1].substring(1);
        int slash = path.indexOf('/');
        return new StoreRequest(client, line[0], slash < 0 ? path : path.substring(slash + 1), bytes);
    }

    /**
     * Reads a request and replaces its Connection header with close. Returns an empty array if the client sent nothing.
     */
    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
        }
        String text = head.toString(US_ASCII);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(text.lines()
                .filter(line -> !line.isEmpty()
                        && !line.toLowerCase(java.util.Locale.ROOT).startsWith("connection:"))
                .reduce("", (before, line) -> before + line + "\r\n")
                .concat("Connection: close\r\n\r\n")
                .getBytes(US_ASCII));
        int length = text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        request.writeBytes(in.readNBytes(length));
        return request.toByteArray();
    }

    private byte[] forward(byte[] request) throws IOException {
        try (Socket socket = new Socket(store.getHost(), store.getPort())) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    private static int indexOf(byte[] bytes, String what) {
        return new String(bytes, 0, Math.min(bytes.length, 1 << 14), US_ASCII).indexOf(what);
    }

    @Override
    public void close() {
        for (ServerSocket endpoint : endpoints.values()) {
            try {
                endpoint.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a port", e);
            }
        }
    }
}
