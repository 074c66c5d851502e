/** What the jobs of an experiment produced, and the figures of the report that are computed from it. No model runs here. */
package io.redoubt.eval.report.figures;
