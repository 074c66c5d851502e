/**
 * Garbage collection of the store and the topics. The statuses of the remaining experiments determine what is still
 * needed; the caller decides which experiments to forget.
 */
package io.redoubt.pipeline.retention;
