/** Traces: the context in the headers of records, and the tracer of the process. */
package io.redoubt.pipeline.trace;
