/** Data sets in the store: adding, showing and removing them, for the command line, REST and the dashboard. */
package io.redoubt.experiment.dataset;
