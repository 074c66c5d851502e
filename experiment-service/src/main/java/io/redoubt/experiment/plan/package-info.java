/** Plans the job graph of a request: a pure function of the request and the manifest of the data set. */
package io.redoubt.experiment.plan;
