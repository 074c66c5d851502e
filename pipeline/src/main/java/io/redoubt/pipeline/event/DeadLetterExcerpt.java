package io.redoubt.pipeline.event;

import io.redoubt.api.request.RequestReader;
import java.util.Arrays;

/**
 * Bounds what a dead letter keeps of a record. A topic limits records after compression and a producer before, so a
 * record of a few kilobytes can expand to more than any producer sends.
 */
public final class DeadLetterExcerpt {

    /** Maximum length of the value in a dead letter, in bytes: the longest request. */
    public static final int MAX_VALUE_BYTES = RequestReader.MAX_BYTES;

    /** Maximum length of the key in a dead letter, in bytes. */
    public static final int MAX_KEY_BYTES = 1 << 10;

    private DeadLetterExcerpt() {}

    /** Returns {@code bytes}, or their beginning if they are longer than {@code maxBytes}. */
    public static byte[] of(byte[] bytes, int maxBytes) {
        return bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, maxBytes);
    }
}
