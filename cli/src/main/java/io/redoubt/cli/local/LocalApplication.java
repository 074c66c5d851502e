package io.redoubt.cli.local;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/** Runs the body of the {@link LocalRun} once all services have started. */
@Singleton
@Unremovable
public final class LocalApplication implements QuarkusApplication {

    private final HttpServer http;

    @Inject
    LocalApplication(HttpServer http) {
        this.http = http;
    }

    @Override
    public int run(String... args) throws Exception {
        return LocalRun.current().orElseThrow().start(URI.create("http://127.0.0.1:" + http.getPort()));
    }
}
