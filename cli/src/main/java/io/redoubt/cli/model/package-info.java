/** The subcommands that work on model files, without a deployment. */
package io.redoubt.cli.model;
