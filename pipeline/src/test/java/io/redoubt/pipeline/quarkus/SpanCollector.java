package io.redoubt.pipeline.quarkus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives spans as an OpenTelemetry collector does, with OTLP over HTTP. */
final class SpanCollector {

    static final SpanCollector INSTANCE = new SpanCollector();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port for the collector", e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** The endpoint of the exporter. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether a request had this text. Protobuf stores text as it is. */
    boolean received(String text) {
        return requests.stream().anyMatch(request -> request.contains(text));
    }
}
