package io.redoubt.data;

/**
 * The origin of a data set.
 *
 * @param source a citation or a URL; may be empty
 * @param licence the terms of use, such as {@code MIT}; may be empty
 */
public record DatasetOrigin(String source, String licence) {
    /** No source and no licence. */
    public static final DatasetOrigin UNSTATED = new DatasetOrigin("", "");
}
