/** The whole pipeline in one process: embedded Kafka and S3, and all services in one Quarkus application. */
package io.redoubt.cli.local;
