/**
 * The least privileges that each service needs in Kafka and in the object store. Only administrators load these rules.
 */
package io.redoubt.pipeline.access;
