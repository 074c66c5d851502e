/** The options that select a deployment, or the local server, and access to its cluster, store and reports. */
package io.redoubt.cli.deployment;
