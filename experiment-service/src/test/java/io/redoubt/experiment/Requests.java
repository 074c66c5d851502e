package io.redoubt.experiment;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sample requests and the manifest of their data set. */
public final class Requests {

    /** The manifest of the data set of all sample requests. */
    public static final DatasetManifest DATASET = new DatasetManifest(
            SchemaVersion.VERSION,
            "fashion-mnist-mini",
            "ab".repeat(32),
            1,
            List.of("shirt", "shoe"),
            1,
            32,
            32,
            5000,
            1000);

    private Requests() {}

    /** The quickstart of the repository. */
    public static byte[] quickstart() {
        try {
            return Files.readAllBytes(Path.of("..", "experiments", "quickstart.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One pretraining run and one model that starts from it, attacked in two shards: six jobs. */
    public static byte[] chain(String name) {
        return yaml("""
                name: %s
                pretrain:
                  - {id: rotation, task: rotation}
                finetune:
                  - {from: rotation}
                evaluate: {shard: 500, last: false, checks: 0}
                """.formatted(name));
    }

    public static byte[] yaml(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static ExperimentRequest read(byte[] payload) {
        return RequestReader.read(payload);
    }
}
