/** The pretrain-service: takes pretraining jobs from the queues of its pretext tasks and runs them with core. */
package io.redoubt.pretrain;
