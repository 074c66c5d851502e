/** Announces the names in the registries of the learning engine to the readers of requests. */
package io.redoubt.core.extension;
