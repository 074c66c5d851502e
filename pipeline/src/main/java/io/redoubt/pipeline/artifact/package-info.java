/**
 * Checkpoints and results of jobs, each committed atomically by its manifest, and the claims that determine which
 * worker can commit them.
 */
package io.redoubt.pipeline.artifact;
