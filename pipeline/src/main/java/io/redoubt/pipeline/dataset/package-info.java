/** Data sets in the store: publishing, resolving names, and downloading. */
package io.redoubt.pipeline.dataset;
