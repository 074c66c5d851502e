package io.redoubt.pipeline.job;

/** Reads the parts of a committed result. */
@FunctionalInterface
public interface ResultReader {

    /**
     * A part's bytes, verified against its digest.
     *
     * @throws io.redoubt.api.InvalidFieldException if the result has no such part
     */
    byte[] read(String part);
}
