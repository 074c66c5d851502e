/** How this process reaches the Kafka cluster: the settings that all its own clients share. */
package io.redoubt.pipeline.kafka;
