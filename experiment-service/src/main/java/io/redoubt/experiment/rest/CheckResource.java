package io.redoubt.experiment.rest;

import io.redoubt.experiment.check.RequestCheck;
import io.redoubt.experiment.check.RequestChecks;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks requests without submitting them. */
@Path("/check")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "experiments")
public class CheckResource {

    private final RequestChecks checks;

    CheckResource(RequestChecks checks) {
        this.checks = checks;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Checks a request in YAML or JSON without submitting it, and plans its jobs")
    @APIResponse(
            responseCode = "200",
            description = "The problems with line, field and remedy; or the jobs by stage, and how many are stored")
    public RequestCheck check(byte[] request) {
        return checks.of(request);
    }
}
