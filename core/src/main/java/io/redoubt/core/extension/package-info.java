/** Makes the names in the registries of the learning engine available to the reader of requests. */
package io.redoubt.core.extension;
