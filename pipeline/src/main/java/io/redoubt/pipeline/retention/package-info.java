/**
 * Removes what is no longer needed from the store and from the topics. What is still needed follows from the statuses of the
 * experiments that remain; nothing here decides which of them are forgotten.
 */
package io.redoubt.pipeline.retention;
