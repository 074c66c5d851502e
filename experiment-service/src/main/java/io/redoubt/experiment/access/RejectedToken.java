package io.redoubt.experiment.access;

import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Explains why a token of the OpenID Connect provider is rejected. */
final class RejectedToken {

    /** The explanation without a known reason. */
    static final String INVALID = "the token is not valid";

    /** The types, in the claim of Keycloak, of tokens that are not access tokens. */
    private static final Set<String> OTHER_TYPES = Set.of("ID", "Refresh");

    private RejectedToken() {}

    /**
     * Returns why a bearer token is not an access token for this service, whoever has issued it; empty if its signature and
     * validity decide.
     */
    static Optional<String> reason(String token, OpenIdProvider provider) {
        JsonObject claims = OidcCommonUtils.decodeJwtContent(token);
        if (claims == null) {
            return Optional.of(INVALID);
        }
        if (isOfAnotherType(claims)) {
            return Optional.of("the token is an ID token or a refresh token, not an access token");
        }
        return isFor(claims.getValue("aud"), provider.audience()) ? Optional.empty() : Optional.of(audience(provider));
    }

    /** Keycloak names the type. Other providers have at least one of the other claims in their ID tokens only. */
    private static boolean isOfAnotherType(JsonObject claims) {
        return claims.containsKey("typ")
                ? OTHER_TYPES.contains(claims.getString("typ"))
                : claims.containsKey("nonce") || claims.containsKey("at_hash");
    }

    private static boolean isFor(Object audiences, String audience) {
        return audiences instanceof JsonArray several ? several.contains(audience) : audience.equals(audiences);
    }

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
            return audience(provider);
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "the token is not from " + provider.issuer();
        }
        return INVALID;
    }

    private static String audience(OpenIdProvider provider) {
        return "the token is not for the audience '" + provider.audience() + "'";
    }
}
