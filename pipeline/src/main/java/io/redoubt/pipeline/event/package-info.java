/** Job events and dead letters that a worker publishes, and the control commands that it consumes. */
package io.redoubt.pipeline.event;
