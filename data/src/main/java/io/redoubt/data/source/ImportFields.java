package io.redoubt.data.source;

/**
 * The names by which a user knows the values of an import, for messages: options of a command, or fields of a form.
 *
 * @param directory the files
 * @param format the format of the files
 * @param train the number of training images to keep
 * @param test the number of test images to keep
 * @param side the height and width to pad images to
 * @param fileOrder whether test images keep the order of the files
 */
public record ImportFields(String directory, String format, String train, String test, String side, String fileOrder) {}
