package io.redoubt.data.memory;

import java.util.Locale;

/** Formats sizes in bytes for messages. */
public final class ByteSize {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private ByteSize() {}

    /** Returns a size such as {@code 512 MiB} or {@code 1.5 GiB}. */
    public static String text(long bytes) {
        return bytes < GIB
                ? Math.round(bytes / (double) MIB) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }
}
