/** The report and the other result files that users read. The format is stable and versioned. */
package io.redoubt.api.report;
