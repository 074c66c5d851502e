/** An Apache Kafka broker in this JVM: configuration, storage and life cycle. */
package io.redoubt.embedded.kafka;
