/** The networks that requests may name, and their registry. */
package io.redoubt.core.model.network;
