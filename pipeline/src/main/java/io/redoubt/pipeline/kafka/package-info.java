/** The connection to the Kafka cluster: client settings, sending through channels, and diagnosis of failures. */
package io.redoubt.pipeline.kafka;
