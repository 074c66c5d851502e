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
 * Stands between the services and the store and lets faults befall requests at chosen moments. Each client comes in by a
 * port of its own, so that it is known who asks. One request a connection; the Host header stays, so signatures stay valid.
 */
final class StoreProxy implements AutoCloseable {

    private static final int END_OF_HEAD = 4;

    private final URI store;
    private final List<StoreRule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, ServerSocket> doors = new ConcurrentHashMap<>();

    StoreProxy(URI store) {
        this.store = store;
    }

    /** The way to the store for a client; the same for each call with the same name. */
    URI door(String client) {
        ServerSocket door = doors.computeIfAbsent(client, name -> open(name));
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private ServerSocket open(String client) {
        try {
            ServerSocket door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
            daemon("store-proxy-" + client, () -> accept(client, door));
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for " + client, e);
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets a fault befall requests that fit, so many of them at most. */
    StoreRule inject(int most, Predicate<StoreRequest> which, StoreFault fault) {
        StoreRule rule = new StoreRule(this, which, most, fault);
        rules.add(rule);
        return rule;
    }

    void remove(StoreRule rule) {
        rules.remove(rule);
    }

    private void accept(String client, ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
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
            // what the client sees is a broken connection, as it would be without a proxy
        }
    }

    private static StoreRequest request(String client, byte[] bytes) {
        String[] line = new String(bytes, 0, indexOf(bytes, "\r\n"), US_ASCII).split(" ");
        String path = line[1].substring(1);
        int slash = path.indexOf('/');
        return new StoreRequest(client, line[0], slash < 0 ? path : path.substring(slash + 1), bytes);
    }

    /** A whole request, its connection asked to end with it; nothing if the client sent none. */
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
        for (ServerSocket door : doors.values()) {
            try {
                door.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a port is not given back", e);
            }
        }
    }
}
