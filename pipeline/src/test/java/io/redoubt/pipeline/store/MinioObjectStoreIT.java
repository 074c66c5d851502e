package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.pipeline.Stack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioObjectStoreIT {

    private final MinioObjectStore store = Stack.newStore();

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void missingBucketIsEmptyAndCreatedByFirstWrite() {
        assertThat(store.get("experiments/a/x")).isEmpty();
        assertThat(store.head("experiments/a/x")).isEmpty();
        assertThat(store.list("experiments/")).isEmpty();
        store.delete("experiments/a/x");

        store.put("experiments/a/x", bytes("first"));

        assertThat(store.get("experiments/a/x"))
                .hasValueSatisfying(object -> assertThat(object.content()).isEqualTo(bytes("first")));
        assertThat(store.list("experiments/")).containsExactly("experiments/a/x");
        store.delete("experiments/a/x");
        assertThat(store.head("experiments/a/x")).isEmpty();
    }

    @Test
    void oneOfManyConcurrentWritersCreatesObject() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> writes = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> store.putIfAbsent("experiments/a/one", bytes("by " + i)))
                    .toList();
            int stored = 0;
            for (Future<Boolean> write : writers.invokeAll(writes)) {
                stored += write.get() ? 1 : 0;
            }
            assertThat(stored).isEqualTo(1);
        } finally {
            writers.shutdown();
        }
    }

    @Test
    void changedObjectIsNotReplaced() {
        store.put("experiments/a/y", bytes("one"));
        String seen = store.get("experiments/a/y").orElseThrow().etag();

        assertThat(store.replace("experiments/a/y", bytes("two"), seen)).isTrue();
        assertThat(store.replace("experiments/a/y", bytes("three"), seen)).isFalse();
        assertThat(store.replace("experiments/a/gone", bytes("three"), seen)).isFalse();
        assertThat(store.get("experiments/a/y"))
                .hasValueSatisfying(object -> assertThat(object.content()).isEqualTo(bytes("two")));
    }

    @Test
    void multipartUploadRoundTrip() throws Exception {
        byte[] content = new byte[(17 << 20) + 3];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("large"), content);

        store.put("experiments/a/large", file);

        assertThat(store.head("experiments/a/large"))
                .hasValueSatisfying(info -> assertThat(info.bytes()).isEqualTo(content.length));
        Path back = folder.resolve("back");
        store.download("experiments/a/large", back);
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }

    @Test
    void unreachableStoreIsUnavailableAndWrongSecretIsRefused() {
        StoreSettings here = Stack.newBucket();
        StoreSettings nowhere = new StoreSettings(URI.create("http://127.0.0.1:1"), "bucket", "key", "secret-key", "r");
        StoreSettings stranger =
                new StoreSettings(here.endpoint(), here.bucket(), here.accessKey(), "not-the-secret", here.region());

        try (MinioObjectStore absent = new MinioObjectStore(nowhere);
                MinioObjectStore refusing = new MinioObjectStore(stranger)) {
            assertThatThrownBy(() -> absent.get("experiments/a/x")).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> absent.put("experiments/a/x", bytes("x")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:1");
            assertThatThrownBy(() -> refusing.put("experiments/a/x", bytes("x")))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("403");
        }
    }
}
