/**
 * The results of the jobs of an experiment, and the figures of the report that are computed from them. No model runs
 * here.
 */
package io.redoubt.eval.report.figures;
