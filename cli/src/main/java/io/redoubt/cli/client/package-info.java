/** Kafka client of a deployment: submits requests, follows events and statuses, sends control commands. */
package io.redoubt.cli.client;
