/** The job that makes the report of an experiment from the results of its other jobs, and publishes it. */
package io.redoubt.eval.report;
