/** The registry type that all extension points of the learning engine use. */
package io.redoubt.data.registry;
