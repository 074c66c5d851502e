package io.redoubt.experiment.stream;

/**
 * A record on its way out.
 *
 * @param topic where to
 * @param payload its value
 */
record Letter(String topic, byte[] payload) {}
