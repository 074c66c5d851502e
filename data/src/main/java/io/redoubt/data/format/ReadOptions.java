package io.redoubt.data.format;

import java.util.function.Consumer;

/**
 * How a data set is read.
 *
 * @param trainRequired whether training images are required; otherwise a data set without them has an empty training
 *     set
 * @param notes receives a sentence for each file that is passed over and each choice that the reader makes
 */
public record ReadOptions(boolean trainRequired, Consumer<String> notes) {
    /** Training images are required, and notes are dropped. */
    public static final ReadOptions DEFAULT = new ReadOptions(true, note -> {});
}
