/** Progress, time left and results of experiments, from the views of the topics and the reports in the store. */
package io.redoubt.experiment.overview;
