package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects query parameters that an operation of the REST API does not have: {@code ?dryrun=true} must not delete. Pages of
 * the dashboard accept the inputs of their forms.
 */
class QueryParameters {

    private static final String PAGES = "/ui/";

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        if (request.getUriInfo().getPath().startsWith(PAGES)) {
            return;
        }
        SortedSet<String> known = Arrays.stream(operation.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(parameter -> Optional.of(
                                parameter.getAnnotation(RestQuery.class).value())
                        .filter(name -> !name.isEmpty())
                        .orElse(parameter.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : request.getUriInfo().getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                throw new InvalidFieldException(name, "is not a query parameter here; " + remedy(name, known));
            }
        }
    }

    private static String remedy(String name, SortedSet<String> known) {
        return known.isEmpty()
                ? "leave it out"
                : NearestName.of(name, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "use " + String.join(", ", known));
    }
}
