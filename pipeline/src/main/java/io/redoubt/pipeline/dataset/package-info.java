/** The data sets in the store: how they get in, how a name is resolved, and how a worker gets the file. */
package io.redoubt.pipeline.dataset;
