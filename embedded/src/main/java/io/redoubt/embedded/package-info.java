/**
 * A real Kafka broker and a real S3 server inside this JVM, for local runs and tests: their storage, ports and life.
 * Topics, buckets and whatever travels through them belong to the callers; nothing here knows the pipeline or Quarkus.
 */
package io.redoubt.embedded;
