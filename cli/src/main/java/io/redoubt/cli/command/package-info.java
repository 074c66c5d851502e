/** The subcommands of {@code redoubt}. They parse options, call the client or a service, and select the exit code. */
package io.redoubt.cli.command;
