package io.redoubt.experiment.rest;

/**
 * The answer to a request that was handed on.
 *
 * @param experiment id of the experiment; the tracker may still refuse it, and then its status says why
 */
public record SubmitResponse(String experiment) {}
