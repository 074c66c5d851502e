/** The records on {@code redoubt.dead-letters}, and sending them again. */
package io.redoubt.experiment.deadletter;
