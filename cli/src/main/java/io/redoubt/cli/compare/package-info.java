/** Brings the reports of several seeds together: pure functions of finished reports, nothing is read or run here. */
package io.redoubt.cli.compare;
