package io.redoubt.experiment.rest;

/**
 * The body of an error.
 *
 * @param field path of the field that is not right; empty if the problem is not one of a field
 * @param message what was found and what would be right
 */
public record Problem(String field, String message) {}
