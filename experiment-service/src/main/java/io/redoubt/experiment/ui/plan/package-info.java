/** The drawing of an experiment's jobs and of what they need. */
package io.redoubt.experiment.ui.plan;
