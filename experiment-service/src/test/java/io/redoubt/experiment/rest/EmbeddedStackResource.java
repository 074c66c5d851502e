package io.redoubt.experiment.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.experiment.outbound.HttpStub;
import io.redoubt.experiment.outbound.OutboundHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts a broker and a store for the service under test. */
public class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {

    private static final String WEBHOOK = "/webhook";

    /** Receives notifications. The MLflow server at the same address is always unavailable. */
    private static final HttpStub RECEIVER =
            new HttpStub(request -> new OutboundHttp.Answer(request.target().equals(WEBHOOK) ? 204 : 503, ""));

    private EmbeddedStack stack;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            Path home = Files.createTempDirectory(Path.of("target"), "home").toAbsolutePath();
            folder = Files.createDirectory(home.resolve("data-folder"));
            stack = EmbeddedStack.start(StackSettings.at(home.resolve("servers")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        started(stack);
        return Map.of(
                "kafka.bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "redoubt.store.endpoint",
                stack.s3().endpoint().uri().toString(),
                "redoubt.store.access-key",
                stack.s3().endpoint().accessKey(),
                "redoubt.store.secret-key",
                stack.s3().endpoint().secretKey(),
                "redoubt.data.folder",
                folder.toString(),
                "redoubt.data.upload-limit",
                "2M",
                "quarkus.http.test-port",
                "0",
                "redoubt.mlflow.url",
                RECEIVER.url() + "/mlflow",
                "redoubt.webhook.urls",
                RECEIVER.url() + WEBHOOK,
                "redoubt.webhook.secret",
                "the secret of a test");
    }

    /** The notifications so far. */
    static List<HttpStub.Request> notifications() {
        return RECEIVER.requests().stream()
                .filter(request -> request.target().equals(WEBHOOK))
                .toList();
    }

    /** Called before the service starts. */
    void started(EmbeddedStack started) {}

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }
}
