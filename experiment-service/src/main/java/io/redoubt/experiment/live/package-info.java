/** Streams of job events that clients can resume. */
package io.redoubt.experiment.live;
