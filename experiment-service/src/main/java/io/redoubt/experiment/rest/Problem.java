package io.redoubt.experiment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Json;
import jakarta.ws.rs.core.Response;

/**
 * The body of an error, a problem details object (RFC 9457).
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param title the reason phrase of the status
 * @param status the HTTP status
 * @param detail the problem and the remedy
 * @param field path of the invalid field or name of the invalid header; omitted if the error concerns neither
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String field) {

    /** The content type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Returns a problem with a field or header; {@code field} is empty if the error concerns none. */
    public static Problem of(int status, String field, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem("about:blank", known == null ? "" : known.getReasonPhrase(), status, detail, field);
    }

    /** Returns the body of the response. */
    public byte[] json() {
        return Json.canonical(this);
    }
}
