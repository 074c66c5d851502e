/** What would become of a request: whether it fits its data set, its jobs, and which of them are stored. */
package io.redoubt.cli.plan;
