package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Ways to corrupt a checkpoint in the store. */
enum ArtifactCorruption {
    TRUNCATED("state.safetensors", "WRONG_LENGTH", bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
    BIT_FLIPPED("state.safetensors", "WRONG_DIGEST", bytes -> {
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        return flipped;
    }),
    WRONG_DIGEST("manifest.json", "WRONG_DIGEST", bytes -> new String(bytes, UTF_8)
            .replaceFirst("(\"sha256\"\\s*:\\s*\")[0-9a-f]{64}", "$1" + "0".repeat(64))
            .getBytes(UTF_8));

    private final String file;
    private final String code;
    private final UnaryOperator<byte[]> change;

    ArtifactCorruption(String file, String code, UnaryOperator<byte[]> change) {
        this.file = file;
        this.code = code;
        this.change = change;
    }

    /** Description for the table of faults. */
    String description() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The damage that is reported. */
    String code() {
        return code;
    }

    /** Corrupts the checkpoint after epoch {@code newest} of the only unfinished job that has one. */
    void corrupt(MinioObjectStore store, String newest) {
        String key = store.list("jobs/").stream()
                .filter(each -> each.endsWith("/checkpoints/" + newest + "/" + file))
                .filter(each -> !finished(store, each))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no checkpoint after epoch " + newest));
        try {
            Path content = Files.createTempFile("checkpoint", file);
            store.download(key, content);
            store.put(key, change.apply(Files.readAllBytes(content)));
            Files.delete(content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot corrupt the checkpoint", e);
        }
    }

    private static boolean finished(ObjectStore store, String key) {
        return store.head(key.replaceFirst("checkpoints/.*", "result/manifest.json"))
                .isPresent();
    }
}
