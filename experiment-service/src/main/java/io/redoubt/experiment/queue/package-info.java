/** The depth of the work queues, and their workers: what a scaler reads. */
package io.redoubt.experiment.queue;
