/**
 * Work queues over Kafka share groups, as a Reactive Messaging connector: one record is one job, held by renewing its
 * lock while the job runs. Nothing here knows what a job is.
 */
package io.redoubt.pipeline.queue;
