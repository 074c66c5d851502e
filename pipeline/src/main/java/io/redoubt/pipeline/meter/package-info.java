/** The meters of workers. */
package io.redoubt.pipeline.meter;
