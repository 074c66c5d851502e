/** Shared by the Kafka and S3 servers: directory locks, the loopback address, TLS keys and errors. */
package io.redoubt.embedded.server;
