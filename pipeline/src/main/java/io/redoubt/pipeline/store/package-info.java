/** The object store: a small interface over portable S3, the store keys, and a local cache of downloads. */
package io.redoubt.pipeline.store;
