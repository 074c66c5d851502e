package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.CorruptObjectException.Damage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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
    void objectIsDownloadedOncePerSharedDirectory() throws Exception {
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
    void modifiedFileIsDownloadedAgain() throws Exception {
        store.put(KEY, CONTENT);
        Path cached = new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length);
        Files.write(cached, "CONTENT".getBytes(UTF_8));

        assertThat(new LocalCache(store, folder).fetch(KEY, SHA256, CONTENT.length))
                .hasBinaryContent(CONTENT);
    }

    @Test
    void objectThatDoesNotMatchIsRejected() {
        LocalCache cache = new LocalCache(store, folder);
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(CorruptObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.MISSING));

        store.put(KEY, "cont".getBytes(UTF_8));
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(CorruptObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.WRONG_LENGTH));

        store.put(KEY, "CONTENT".getBytes(UTF_8));
        assertThatThrownBy(() -> cache.fetch(KEY, SHA256, CONTENT.length))
                .isInstanceOfSatisfying(CorruptObjectException.class, e -> assertThat(e.damage())
                        .isEqualTo(Damage.WRONG_DIGEST));
        assertThat(folder).isEmptyDirectory();
    }

    private Path fetch(LocalCache cache, String content) {
        store.put(KEY, content.getBytes(UTF_8));
        return cache.fetch(KEY, Json.sha256(content.getBytes(UTF_8)), content.length());
    }

    @Test
    void leastRecentlyUsedFileIsEvicted() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        LocalCache cache = new LocalCache(store, folder, 2, now::get);
        Path first = fetch(cache, "a");
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        Path second = fetch(cache, "b");
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        fetch(cache, "a");
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));

        Path third = fetch(cache, "c");

        assertThat(second).doesNotExist();
        assertThat(first).exists();
        assertThat(third).exists();
    }

    @Test
    void filesInUseAreNotEvicted() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Path first = fetch(new LocalCache(store, folder, 1, () -> now), "a");

        Path second = fetch(new LocalCache(store, folder, 1, () -> now.plusSeconds(600)), "b");

        assertThat(first).exists();
        assertThat(second).exists();
    }

    @Test
    void partialDownloadsOfKilledProcessesAreRemoved() throws Exception {
        Path partial = Files.createFile(folder.resolve("0123.part"));
        Instant later = Files.getLastModifiedTime(partial).toInstant().plus(Duration.ofHours(2));

        fetch(new LocalCache(store, folder, 1_000, () -> later), "a");

        assertThat(partial).doesNotExist();
    }

    @Test
    void linksAndDirectoriesInASharedDirectoryAreLeftAlone(@TempDir Path elsewhere) throws Exception {
        Path file = Files.writeString(elsewhere.resolve("file"), "a");
        Path planted = Files.createSymbolicLink(folder.resolve(Json.sha256("a".getBytes(UTF_8))), file);
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Path directory =
                Files.createDirectories(folder.resolve("directory/full")).getParent();
        Instant later = Instant.now().plus(Duration.ofHours(2));

        Path cached = fetch(new LocalCache(store, folder, 0, () -> later), "a");

        assertThat(cached).isEqualTo(planted).isRegularFile();
        assertThat(Files.isSymbolicLink(cached)).isFalse();
        assertThat(file).hasContent("a");
        assertThat(link).isSymbolicLink();
        assertThat(directory).exists();
    }
}
