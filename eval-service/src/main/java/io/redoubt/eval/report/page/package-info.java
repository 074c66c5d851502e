/** Renders a report as HTML and Markdown from templates. */
package io.redoubt.eval.report.page;
