/** The subcommands of {@code redoubt}: they parse options, call one thing, and choose the exit code. */
package io.redoubt.cli.command;
