package io.redoubt.experiment.ui;

import io.redoubt.api.Json;
import io.redoubt.experiment.rest.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows problems as a page if a browser asked for a page. */
class HtmlProblems {

    private static final String PAGES = "/ui/";

    @ServerResponseFilter
    void render(ContainerRequestContext request, ContainerResponseContext response) {
        if (isPage(request) && response.getEntity() instanceof byte[] body && isProblem(response)) {
            String page = Templates.problem(new ProblemModel(Json.read(body, Problem.class)))
                    .render();
            response.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
        }
    }

    /** A part of a page that cannot be fetched leaves the page as it is, with the problem as a notice. */
    private static boolean isPage(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getPath().startsWith(PAGES)
                && request.getHeaderString("HX-Request") == null
                && Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT))
                        .filter(accept -> accept.contains(MediaType.TEXT_HTML))
                        .isPresent();
    }

    private static boolean isProblem(ContainerResponseContext response) {
        return response.getMediaType() != null
                && Problem.MEDIA_TYPE.equals(response.getMediaType().toString());
    }
}
