/**
 * The report of an experiment: every figure follows from stored scores, by pure functions, and the renderings as JSON,
 * HTML and Markdown follow from the figures. No model runs here.
 */
package io.redoubt.eval.report;
