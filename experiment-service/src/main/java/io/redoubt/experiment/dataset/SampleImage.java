package io.redoubt.experiment.dataset;

/**
 * An image of a data set.
 *
 * @param split {@code train} or {@code test}
 * @param index its position in the split, from 0
 * @param label name of its class
 */
public record SampleImage(String split, int index, String label) {}
