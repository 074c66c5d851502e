package io.redoubt.experiment.ui;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.qute.TemplateInstance;
import io.redoubt.experiment.access.Access;
import io.redoubt.experiment.access.AccessToken;
import io.redoubt.experiment.access.DashboardPaths;
import io.redoubt.experiment.access.OpenIdProvider;
import io.redoubt.experiment.access.SessionCookies;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
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
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Exchanges the token for a cookie, which a browser then sends with every request to this service, or leads to the OpenID
 * Connect provider, whose users have a session cookie instead.
 */
@Path("/ui")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SignInPage {

    private static final int UNAUTHORIZED = 401;
    private static final String TRUE = "true";

    private final Access access;
    private final AccessToken token;
    private final OpenIdProvider provider;
    private final TenantConfigBean tenants;

    SignInPage(Access access, AccessToken token, OpenIdProvider provider, TenantConfigBean tenants) {
        this.access = access;
        this.token = token;
        this.provider = provider;
        this.tenants = tenants;
    }

    /**
     * @param failed whether the provider could not authenticate the user
     * @param signedOut whether a user of the provider has just signed out
     */
    @GET
    @Path("/sign-in")
    @Operation(hidden = true)
    public TemplateInstance form(
            @RestQuery @DefaultValue(DashboardPaths.HOME) String next,
            @RestQuery String failed,
            @RestQuery String signedOut) {
        return page(next, false, TRUE.equals(failed), TRUE.equals(signedOut) ? endSession() : Optional.empty());
    }

    private TemplateInstance page(String next, boolean rejected, boolean failed, Optional<String> endSession) {
        return Templates.signIn(new SignInModel(
                access.required(),
                DashboardPaths.local(next),
                rejected,
                failed,
                token.configured(),
                provider.signsIn() ? Optional.of(provider.host()) : Optional.empty(),
                endSession));
    }

    private Optional<String> endSession() {
        return Optional.ofNullable(tenants.getDefaultTenant().getOidcMetadata())
                .map(OidcConfigurationMetadata::getEndSessionUri)
                .map(uri -> UriBuilder.fromUri(uri)
                        .queryParam("client_id", provider.clientId())
                        .build()
                        .toString());
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @RestForm("token") @DefaultValue("") String candidate,
            @RestForm @DefaultValue(DashboardPaths.HOME) String next,
            UriInfo request,
            RoutingContext context) {
        if (access.required() && !token.accepts(candidate.strip())) {
            return Response.status(UNAUTHORIZED)
                    .entity(page(next, true, false, Optional.empty()))
                    .build();
        }
        SessionCookies.removeProviderSession(context);
        return Response.seeOther(URI.create(DashboardPaths.local(next)))
                .cookie(cookie(candidate.strip(), request))
                .build();
    }

    @POST
    @Path("/sign-out")
    @Operation(hidden = true)
    public Response signOut(RoutingContext context) {
        SessionCookies.removeToken(context);
        boolean ofProvider = SessionCookies.removeProviderSession(context);
        return Response.seeOther(URI.create(DashboardPaths.SIGN_IN + (ofProvider ? "?signedOut=true" : "")))
                .build();
    }

    private static NewCookie cookie(String token, UriInfo request) {
        return new NewCookie.Builder(AccessToken.COOKIE)
                .value(token)
                .path("/")
                .httpOnly(true)
                .secure(request.getRequestUri().getScheme().equals("https"))
                .sameSite(SameSite.STRICT)
                .build();
    }
}
