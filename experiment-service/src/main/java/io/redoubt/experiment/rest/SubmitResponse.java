package io.redoubt.experiment.rest;

/**
 * The response to a published request.
 *
 * @param experiment id of the experiment; the tracker may still reject it, and then its status has the reason
 */
public record SubmitResponse(String experiment) {}
