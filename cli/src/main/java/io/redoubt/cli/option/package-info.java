/** Options that several commands share, and the exit codes. */
package io.redoubt.cli.option;
