package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Agreement with recorded values: no value differs by 1e-5 of the largest recorded value. The error is relative to the
 * largest value, because small values of a tensor are differences of large ones.
 */
public final class NumericAgreement {
    private static final double BOUND = 1e-5;

    private NumericAgreement() {}

    /**
     * Requires that a tensor agrees with the recorded one.
     *
     * @param what names the tensor in the failure
     */
    public static void assertAgrees(String what, float[] actual, float[] recorded) {
        assertAgrees(what, actual, recorded, largest(recorded));
    }

    /**
     * Requires that a tensor agrees with the recorded one, which is part of a larger tensor.
     *
     * @param what names the tensor in the failure
     * @param largest the largest magnitude in the whole
     */
    public static void assertAgrees(String what, float[] actual, float[] recorded, double largest) {
        assertThat(actual).as(what).hasSameSizeAs(recorded);
        double difference = 0;
        for (int i = 0; i < recorded.length; i++) {
            difference = Math.max(difference, Math.abs((double) actual[i] - recorded[i]));
        }
        assertThat(largest).as("largest value of " + what).isPositive();
        assertThat(difference / largest).as("relative difference of " + what).isLessThan(BOUND);
    }

    /** The largest magnitude in a tensor. */
    public static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
