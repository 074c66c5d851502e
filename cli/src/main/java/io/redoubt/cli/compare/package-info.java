/** Combines the reports of several seeds. Pure functions of finished reports, without I/O. */
package io.redoubt.cli.compare;
