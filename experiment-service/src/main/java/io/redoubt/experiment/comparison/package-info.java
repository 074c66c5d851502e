/** Compares experiments: requests, results and learning curves, with mean and deviation over seeds. */
package io.redoubt.experiment.comparison;
