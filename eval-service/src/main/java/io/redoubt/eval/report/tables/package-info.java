/** The tables of a report, with every cell as text. */
package io.redoubt.eval.report.tables;
