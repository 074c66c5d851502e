/**
 * The object store as workers see it: a small port over portable S3, the one place that builds keys, and the local cache
 * of what was downloaded. What the objects mean is said elsewhere.
 */
package io.redoubt.pipeline.store;
