package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects query parameters that an operation of the REST API does not have, or of which it would use the first value only:
 * {@code ?dryrun=true} must not delete. Pages of the dashboard accept the inputs of their forms.
 */
class QueryParameters {

    private static final String PAGES = "/ui/";

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        if (request.getUriInfo().getPath().startsWith(PAGES)) {
            return;
        }
        SortedMap<String, Parameter> known = new TreeMap<>();
        for (Parameter parameter : operation.getResourceMethod().getParameters()) {
            RestQuery query = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                known.put(query.value().isEmpty() ? parameter.getName() : query.value(), parameter);
            }
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            NamedValues.require(
                    "a query parameter here",
                    name,
                    values.size(),
                    known.keySet(),
                    () -> known.get(name).getType() == List.class);
            if (values.get(0).isEmpty() && !mayBeEmpty(known.get(name))) {
                throw new InvalidFieldException(name, "has no value; give one, or leave it out");
            }
        });
    }

    private static boolean mayBeEmpty(Parameter parameter) {
        DefaultValue absent = parameter.getAnnotation(DefaultValue.class);
        return absent != null && absent.value().isEmpty();
    }
}
