/** A Kafka broker and an S3 server in this JVM, for local runs and tests. Callers create topics and buckets. */
package io.redoubt.embedded;
