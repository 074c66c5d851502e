/** The plots of a report, with every coordinate in pixels. */
package io.redoubt.eval.report.plots;
