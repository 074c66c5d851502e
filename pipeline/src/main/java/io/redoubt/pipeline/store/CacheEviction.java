package io.redoubt.pipeline.store;

import java.io.IOException;
import java.nio.file.Files;
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
 * Keeps a cache's folder within its size: what was used least recently goes first. What was asked for within the hour is in
 * use, by this or another process, and stays even when the folder is too large; who has a file open keeps it in any case.
 */
final class CacheEviction {

    private static final Duration IN_USE = Duration.ofHours(1);

    private final Path folder;
    private final long mostBytes;
    private final InstantSource clock;

    CacheEviction(Path folder, long mostBytes, InstantSource clock) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    private record Kept(Path file, long bytes, Instant used) {}

    /** Notes that the file is used now. */
    void use(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    /** Removes what is too much, half-written files of killed processes among it. */
    void enforce() throws IOException {
        List<Kept> files = files();
        long bytes = files.stream().mapToLong(Kept::bytes).sum();
        Instant inUseSince = clock.instant().minus(IN_USE);
        for (Kept kept : files) {
            if (bytes <= mostBytes || !kept.used().isBefore(inUseSince)) {
                return;
            }
            Files.deleteIfExists(kept.file());
            bytes -= kept.bytes();
        }
    }

    /** The least recently used first. */
    private List<Kept> files() throws IOException {
        List<Kept> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                try {
                    files.add(new Kept(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } catch (NoSuchFileException e) {
                    continue; // another process was faster
                }
            }
        }
        files.sort(Comparator.comparing(Kept::used));
        return files;
    }
}
