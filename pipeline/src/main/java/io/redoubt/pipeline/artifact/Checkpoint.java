package io.redoubt.pipeline.artifact;

import java.nio.file.Path;

/**
 * A checkpoint read back.
 *
 * @param manifest what was committed
 * @param state its state, local and checked
 */
public record Checkpoint(CheckpointManifest manifest, Path state) {}
