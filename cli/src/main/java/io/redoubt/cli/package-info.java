/** The {@code redoubt} command. */
package io.redoubt.cli;
