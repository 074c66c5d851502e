package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives answers to {@code GET} an entity tag, a digest of their content: all JSON and the files of
 * reports, but not models. A client that sends it as
 * {@code If-None-Match} gets 304 without content as long as nothing has changed.
 */
class EntityTags {

    private static final int TAG_LENGTH = 32;

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.GET) && response.getStatus() == Response.Status.OK.getStatusCode()) {
            content(response).ifPresent(content -> tag(request, response, content));
        }
    }

    private static Optional<byte[]> content(ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (entity instanceof byte[] content) {
            return Optional.of(content);
        }
        boolean json = MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType());
        return entity != null && json ? Optional.of(Json.canonical(entity)) : Optional.empty();
    }

    private static void tag(ContainerRequestContext request, ContainerResponseContext response, byte[] content) {
        EntityTag tag = new EntityTag(Json.sha256(content).substring(0, TAG_LENGTH));
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        Response.ResponseBuilder unmet = request.getRequest().evaluatePreconditions(tag);
        if (unmet == null) {
            response.setEntity(content, null, response.getMediaType());
        } else {
            response.setStatus(unmet.build().getStatus());
            response.setEntity(null);
        }
    }
}
