/** Exponential backoff between retries. */
package io.redoubt.pipeline.retry;
