package io.redoubt.experiment.ui;

/**
 * The sign-in page.
 *
 * @param next path to return to
 * @param rejected whether the token that was sent is not valid
 */
public record SignInModel(String next, boolean rejected) {}
