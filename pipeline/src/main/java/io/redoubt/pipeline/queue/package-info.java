/**
 * Work queues over Kafka share groups, as a Reactive Messaging connector: one record is one job, and its acquisition
 * lock is renewed while the job runs. Nothing here depends on jobs.
 */
package io.redoubt.pipeline.queue;
