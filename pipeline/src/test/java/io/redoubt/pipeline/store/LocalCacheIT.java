package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.DamagedObjectException.Damage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheIT {

    private static final String KEY = "experiments/a/input";
    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final String SHA256 = Json.sha256(CONTENT);

    private final MinioObjectStore store = Stack.newStore();

    @TempDir
    Path folder;

    @Test
    void anObjectIsDownloadedOnceForAllProcessesOfAFolder() throws Exception {
        store.put(KEY, CONTENT);
        Path first = new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length);
        store.delete(KEY);

        Path second = new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length);

        assertThat(second).isEqualTo(first).hasBinaryContent(CONTENT);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(first);
        }
    }

    @Test
    void aFileThatWasChangedIsDownloadedAgain() throws Exception {
        store.put(KEY, CONTENT);
        Path cached = new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length);
        Files.write(cached, "CONTENT".getBytes(UTF_8));

        assertThat(new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length))
                .hasBinaryContent(CONTENT);
    }

    @Test
    void whatIsNotWhatWasCommittedIsRefused() {
        LocalCache cache = new LocalCache(store, folder);
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(DamagedObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.MISSING));

        store.put(KEY, "cont".getBytes(UTF_8));
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(DamagedObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.WRONG_LENGTH));

        store.put(KEY, "CONTENT".getBytes(UTF_8));
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(DamagedObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.WRONG_DIGEST));
        assertThat(folder).isEmptyDirectory();
    }
}
