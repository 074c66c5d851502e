/** Makes the topics and sets up the queues' share groups, so that a new cluster needs no preparation. */
package io.redoubt.pipeline.topic;
