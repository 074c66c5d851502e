/** The messages of the work queues: the spec of a job, its inputs, and the fingerprint that identifies it. */
package io.redoubt.api.job;
