package io.redoubt.core.train;

import io.redoubt.core.script.DeviceTensor;

/**
 * A training batch in device memory.
 *
 * @param batch augmented images and their targets
 * @param noise random offsets for the adversary, of the shape of the images; the images if it does not start randomly
 */
record TrainingBatch(Batch batch, DeviceTensor noise) {}
