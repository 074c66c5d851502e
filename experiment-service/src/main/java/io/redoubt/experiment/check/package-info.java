/** The check of a request before it is submitted: its problems, or its jobs. */
package io.redoubt.experiment.check;
