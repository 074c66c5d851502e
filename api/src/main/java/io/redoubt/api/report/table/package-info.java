/** The tables of a report as rows of values, and their form as CSV. */
package io.redoubt.api.report.table;
