package io.redoubt.experiment.access;

import io.quarkus.oidc.OIDCException;
import io.redoubt.api.SanitizedText;
import java.io.IOException;

/** Tells an OpenID Connect provider that does not answer from one that rejects a token or a session. */
final class ProviderOutage {

    private static final int MAX_LENGTH = 300;

    /** The error with which a provider answers if a session has ended there (RFC 6749, section 5.2). */
    private static final String SESSION_ENDED = "invalid_grant";

    private ProviderOutage() {}

    /** Returns whether an authentication has failed because the provider did not answer, or only with an error of its own. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || isWithoutCause(cause) || isErrorOfProvider(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Quarkus replaces the failure of a request by its cause. A closed connection or a timeout has none. */
    private static boolean isWithoutCause(Throwable cause) {
        return cause instanceof NullPointerException;
    }

    /** The message has the body of the answer. */
    private static boolean isErrorOfProvider(Throwable cause) {
        return cause instanceof OIDCException
                && !String.valueOf(cause.getMessage()).contains(SESSION_ENDED);
    }

    /** Returns the message of the innermost cause, for the log. */
    static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return isWithoutCause(cause)
                ? "the connection was closed, or the request timed out"
                : SanitizedText.of(String.valueOf(cause.getMessage()), MAX_LENGTH);
    }
}
