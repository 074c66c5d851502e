package io.redoubt.pipeline.artifact;

import java.nio.file.Path;

/**
 * A downloaded checkpoint.
 *
 * @param manifest manifest of the checkpoint
 * @param state local copy of the state, its digest verified
 */
public record Checkpoint(CheckpointManifest manifest, Path state) {}
