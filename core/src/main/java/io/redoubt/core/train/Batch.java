package io.redoubt.core.train;

import io.redoubt.core.script.DeviceTensor;

/**
 * Images and their targets in device memory.
 *
 * @param images float32 (B,C,H,W) in [0,1]
 * @param targets int64, in the shape that the objective expects
 */
record Batch(DeviceTensor images, DeviceTensor targets) {}
