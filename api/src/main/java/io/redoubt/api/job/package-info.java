/** The work queues' messages: what a job is to do, on which inputs, and the fingerprint that identifies it. */
package io.redoubt.api.job;
