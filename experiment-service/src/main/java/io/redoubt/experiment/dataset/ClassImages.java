package io.redoubt.experiment.dataset;

/**
 * The images of a class.
 *
 * @param name name of the class
 * @param train number of training images
 * @param test number of test images
 */
public record ClassImages(String name, int train, int test) {}
