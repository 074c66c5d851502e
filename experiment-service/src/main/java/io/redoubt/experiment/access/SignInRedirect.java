package io.redoubt.experiment.access;

import io.redoubt.experiment.rest.ProblemResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser to the sign-in page, which returns it to the page that it asked for, or on from there. */
final class SignInRedirect {

    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;

    private SignInRedirect() {}

    /** Sends a browser that has not authenticated to the sign-in page. */
    static void end(RoutingContext context) {
        boolean page = context.request().method() == HttpMethod.GET && !isPart(context);
        to(
                context,
                DashboardPaths.SIGN_IN
                        + (page ? "?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8) : ""));
    }

    /** Returns whether the answer replaces a part of a page. */
    static boolean isPart(RoutingContext context) {
        return context.request().headers().contains("HX-Request");
    }

    /** Sends a browser to the sign-in page, which says that the provider could not authenticate the user. */
    static void failed(RoutingContext context) {
        to(context, DashboardPaths.SIGN_IN + "?failed=true");
    }

    /** Sends a browser to a path of this service. */
    static void to(RoutingContext context, String path) {
        ProblemResponse.discardBody(context);
        HttpServerResponse response = context.response();
        if (isPart(context)) {
            response.setStatusCode(UNAUTHORIZED).putHeader("HX-Redirect", path).end();
        } else {
            response.setStatusCode(SEE_OTHER)
                    .putHeader(HttpHeaders.LOCATION, path)
                    .end();
        }
    }
}
