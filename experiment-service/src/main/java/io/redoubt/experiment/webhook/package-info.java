/** Signed HTTP notifications of experiments that have ended. */
package io.redoubt.experiment.webhook;
