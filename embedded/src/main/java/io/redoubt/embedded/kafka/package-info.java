/** An Apache Kafka broker inside this JVM: its configuration, storage and life. */
package io.redoubt.embedded.kafka;
