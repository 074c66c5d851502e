/** The commands for data sets. */
package io.redoubt.cli.data;
