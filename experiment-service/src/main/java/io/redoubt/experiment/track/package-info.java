/**
 * The tracker's decisions: what one request, event or command changes, and what is to be published. No Kafka here:
 * {@code io.redoubt.experiment.stream} loads the state, calls, stores and forwards.
 */
package io.redoubt.experiment.track;
