/** Signed HTTP notifications of alarms and of experiments that have ended. */
package io.redoubt.experiment.webhook;
