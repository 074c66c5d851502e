/**
 * The life of a job on a worker: read, claimed, run, committed, published, acknowledged. What a job computes is up to
 * the service, behind {@link io.redoubt.pipeline.job.JobWork}.
 */
package io.redoubt.pipeline.job;
