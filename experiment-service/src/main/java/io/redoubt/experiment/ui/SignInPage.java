package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.experiment.access.AccessToken;
import io.redoubt.experiment.access.DashboardPaths;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Exchanges the token for a cookie, which a browser then sends with every request to this service. */
@Path("/ui")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SignInPage {

    private static final String HOME = "/ui/experiments";
    private static final int UNAUTHORIZED = 401;

    private final AccessToken token;

    SignInPage(AccessToken token) {
        this.token = token;
    }

    @GET
    @Path("/sign-in")
    @Operation(hidden = true)
    public TemplateInstance form(@RestQuery @DefaultValue(HOME) String next) {
        return Templates.signIn(new SignInModel(local(next), false));
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @RestForm("token") @DefaultValue("") String candidate,
            @RestForm @DefaultValue(HOME) String next,
            UriInfo request) {
        if (!token.accepts(candidate.strip())) {
            return Response.status(UNAUTHORIZED)
                    .entity(Templates.signIn(new SignInModel(local(next), true)))
                    .build();
        }
        return Response.seeOther(URI.create(local(next)))
                .cookie(cookie(candidate.strip(), NewCookie.DEFAULT_MAX_AGE, request))
                .build();
    }

    @POST
    @Path("/sign-out")
    @Operation(hidden = true)
    public Response signOut(UriInfo request) {
        return Response.seeOther(URI.create(DashboardPaths.SIGN_IN))
                .cookie(cookie("", 0, request))
                .build();
    }

    private static NewCookie cookie(String value, int maxAge, UriInfo request) {
        return new NewCookie.Builder(AccessToken.COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(request.getRequestUri().getScheme().equals("https"))
                .sameSite(SameSite.STRICT)
                .build();
    }

    /** A link to the sign-in page must not lead to another site. */
    private static String local(String next) {
        return next.matches("/ui/[\\w/.?&=%,+:*-]*") ? next : HOME;
    }
}
