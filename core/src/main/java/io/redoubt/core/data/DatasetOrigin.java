package io.redoubt.core.data;

/**
 * Where a data set comes from.
 *
 * @param source a citation or an address; may be empty
 * @param licence the terms of use, such as {@code MIT}; may be empty
 */
public record DatasetOrigin(String source, String licence) {
    /** Nothing is stated. */
    public static final DatasetOrigin UNSTATED = new DatasetOrigin("", "");
}
