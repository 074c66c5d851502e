package io.redoubt.experiment.access;

import java.util.Optional;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Explains why a token of the OpenID Connect provider is rejected. */
final class RejectedToken {

    /** The explanation without a known reason. */
    static final String INVALID = "the token is not valid";

    private RejectedToken() {}

    /** Returns why the token is rejected; empty if the failure is not about its content. */
    static Optional<String> reason(Throwable failure, OpenIdProvider provider) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return Optional.of(reason(invalid, provider));
            }
        }
        return Optional.empty();
    }

    /** The message of the exception contains the token, which nobody but its owner may see. */
    private static String reason(InvalidJwtException invalid, OpenIdProvider provider) {
        if (invalid.hasExpired()) {
            return "the token has expired";
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "the token is not for the audience '" + provider.audience() + "'";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "the token is not from " + provider.issuer();
        }
        return INVALID;
    }
}
