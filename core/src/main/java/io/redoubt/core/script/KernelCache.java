package io.redoubt.core.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Results of checks, one small file for each instruction set. A folder that cannot be written is no error: the check then
 * runs in every process.
 *
 * @param folder is created if necessary
 * @param key of the processor and the engine
 */
record KernelCache(Path folder, UUID key) {

    /**
     * The cache for one kind of processor and one engine.
     *
     * @param folder folder of the engine's native libraries
     */
    static KernelCache of(Path folder, String processor, String engine) {
        return new KernelCache(
                folder,
                UUID.nameUUIDFromBytes((processor + "\n" + engine).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    Optional<String> get(String isa) {
        try {
            return Optional.of(Files.readString(file(isa)));
        } catch (IOException | UncheckedIOException missing) {
            return Optional.empty();
        }
    }

    void put(String isa, String result) {
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "kernels-", ".tmp");
            Files.writeString(written, result);
            Files.move(written, file(isa), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            return;
        }
    }

    private Path file(String isa) {
        return folder.resolve("kernels-" + key + "-" + isa.replaceAll("[^A-Za-z0-9_]", "_"));
    }
}
