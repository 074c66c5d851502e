package io.redoubt.core.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The memory of this process: its Java heap, tensors and libraries. */
final class ResidentMemory {

    private static final Pattern FIELD = Pattern.compile("(?m)^VmRSS:\\s*(\\d{1,15}) kB$");
    private static final int KIB = 1024;

    private ResidentMemory() {}

    /**
     * Returns the resident memory in bytes; empty if the system does not report it.
     *
     * @param status the file {@code status} of a process, see proc(5)
     */
    static Optional<Long> in(Path status) {
        try {
            return FIELD.matcher(Files.readString(status))
                    .results()
                    .map((MatchResult found) -> Long.parseLong(found.group(1)) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
