/**
 * What jobs leave in the store: checkpoints and results, which are whole or absent, and the claims that decide which
 * worker may commit them.
 */
package io.redoubt.pipeline.artifact;
