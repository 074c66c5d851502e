package io.redoubt.experiment.rest;

/** Thrown if the request of an experiment is not available. */
public final class NoRequestException extends RuntimeException {

    /** @param id of the experiment */
    public NoRequestException(String id) {
        super(
                "the request of experiment " + id
                        + " is not available: it was rejected as unreadable, or `redoubt gc` has removed it; the report contains it");
    }
}
