package io.redoubt.pipeline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Evicts the least recently used regular files of a cache directory that exceeds its size. Files used within the last hour, by
 * this or another process, are never evicted, even if the directory stays too large. An open file remains readable
 * after its eviction.
 */
final class CacheEviction {

    /** End of the names of partial downloads. */
    static final String PARTIAL = ".part";

    private static final Duration IN_USE = Duration.ofHours(1);

    private final Path directory;
    private final long maxBytes;
    private final InstantSource clock;

    CacheEviction(Path directory, long maxBytes, InstantSource clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    private record CachedFile(Path file, long bytes, Instant used) {

        boolean isPartial() {
            return file.getFileName().toString().endsWith(PARTIAL);
        }
    }

    /** Marks the file as used. */
    void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    /** Removes files above the limit, and all partial downloads of killed processes. */
    void evict() throws IOException {
        List<CachedFile> files = files();
        long bytes = files.stream().mapToLong(CachedFile::bytes).sum();
        Instant inUseSince = clock.instant().minus(IN_USE);
        for (CachedFile cached : files) {
            if (!cached.used().isBefore(inUseSince)) {
                return;
            }
            if (bytes > maxBytes || cached.isPartial()) {
                Files.deleteIfExists(cached.file());
                bytes -= cached.bytes();
            }
        }
    }

    /** All regular files, least recently used first. Others can write to a shared directory. */
    private List<CachedFile> files() throws IOException {
        List<CachedFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                try {
                    files.add(new CachedFile(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } catch (NoSuchFileException e) {
                    continue; // another process has removed it
                }
            }
        }
        files.sort(Comparator.comparing(CachedFile::used));
        return files;
    }
}
