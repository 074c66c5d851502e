/**
 * The decisions of the tracker: the state changes and messages that follow from a request, an event or a command. Pure
 * logic without Kafka; {@code io.redoubt.experiment.stream} provides the state and executes the decisions.
 */
package io.redoubt.experiment.track;
