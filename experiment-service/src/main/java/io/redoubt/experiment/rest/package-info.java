/**
 * REST and server-sent events: submits, controls and lists experiments. Its only state is a view of
 * {@code redoubt.status}.
 */
package io.redoubt.experiment.rest;
