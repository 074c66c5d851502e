/**
 * The life of a job on a worker: read, claimed, run, committed, announced, acknowledged. What a job computes is the
 * services' part, behind {@link io.redoubt.pipeline.job.JobWork}.
 */
package io.redoubt.pipeline.job;
