/** Scratch directories that last as long as their process, and cleanup of those that killed processes left behind. */
package io.redoubt.pipeline.scratch;
