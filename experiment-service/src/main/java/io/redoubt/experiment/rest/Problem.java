package io.redoubt.experiment.rest;

/**
 * The body of an error.
 *
 * @param field path of the invalid field; empty if the error does not concern a field
 * @param message the problem and the remedy
 */
public record Problem(String field, String message) {}
