/** The finished report: stable and versioned, since other tools read it. */
package io.redoubt.api.report;
