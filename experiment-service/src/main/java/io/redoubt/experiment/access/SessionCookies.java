package io.redoubt.experiment.access;

import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Removes the cookies with which a browser authenticates. */
public final class SessionCookies {

    private SessionCookies() {}

    /** Removes the token. The browser does not send its cookie if another site has redirected it. */
    public static void removeToken(RoutingContext request) {
        remove(request, AccessToken.COOKIE);
    }

    /**
     * Removes the session of a user of the OpenID Connect provider, which has several cookies if it is long.
     *
     * @return whether there was one
     */
    public static boolean removeProviderSession(RoutingContext request) {
        List<String> names = request.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(OidcUtils.SESSION_COOKIE_NAME))
                .distinct()
                .toList();
        names.forEach(name -> remove(request, name));
        return !names.isEmpty();
    }

    private static void remove(RoutingContext request, String name) {
        request.response()
                .addCookie(Cookie.cookie(name, "")
                        .setPath("/")
                        .setMaxAge(0)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX));
    }
}
