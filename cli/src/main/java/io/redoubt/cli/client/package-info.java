/** Talks to a deployment over Kafka alone: submits requests, follows events and status, sends commands. */
package io.redoubt.cli.client;
