package io.redoubt.experiment.ui;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sends browsers that open the address of the service to the dashboard. */
@Path("/")
public class HomePage {

    @GET
    @Operation(hidden = true)
    public Response home() {
        return Response.seeOther(URI.create("/ui/experiments")).build();
    }

    @GET
    @Path("/ui")
    @Operation(hidden = true)
    public Response dashboard() {
        return home();
    }
}
