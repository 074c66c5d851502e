/**
 * A Kafka broker and an S3 server inside this JVM, for local runs and tests. Nothing here knows the pipeline or Quarkus:
 * topics and buckets belong to the callers.
 */
package io.redoubt.embedded;
