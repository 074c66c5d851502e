/** Checks of the configuration as a whole. */
package io.redoubt.pipeline.config;
