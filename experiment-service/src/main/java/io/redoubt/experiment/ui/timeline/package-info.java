/** The attempts at the jobs of an experiment, drawn on a common axis of time. */
package io.redoubt.experiment.ui.timeline;
