package io.redoubt.experiment.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The sign-in page.
 *
 * @param required whether users must sign in
 * @param next path to return to
 * @param rejected whether the token that was sent is not valid
 * @param failed whether the sign-in at the OpenID Connect provider has failed
 * @param token whether the service has a token
 * @param provider host of the OpenID Connect provider at which users can sign in
 * @param endSession URL at which a user who has signed out here can sign out of the provider
 */
public record SignInModel(
        boolean required,
        String next,
        boolean rejected,
        boolean failed,
        boolean token,
        Optional<String> provider,
        Optional<String> endSession) {

    /** Returns the path to return to as the value of a query parameter. */
    public String encodedNext() {
        return URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
