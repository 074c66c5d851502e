package io.redoubt.cli.data;

/**
 * A file of a published data set.
 *
 * @param name its name
 * @param bytes its length
 * @param md5 its published digest, in lower-case hexadecimal
 */
record PublishedFile(String name, long bytes, String md5) {}
