/** Shared by MLflow and webhooks: a reader of a topic in a consumer group, and an HTTP client with limits. */
package io.redoubt.experiment.outbound;
