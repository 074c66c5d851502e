/** Turns a request into its graph of jobs. Pure functions of the request and of the data set's manifest; nothing here runs or stores. */
package io.redoubt.experiment.plan;
