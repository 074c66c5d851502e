package io.redoubt.experiment.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser without the token to the sign-in page, which returns it to the page that it asked for. */
final class SignInRedirect {

    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;

    private SignInRedirect() {}

    static void end(RoutingContext context) {
        boolean part = context.request().headers().contains("HX-Request");
        boolean page = context.request().method() == HttpMethod.GET && !part;
        String target = DashboardPaths.SIGN_IN
                + (page ? "?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8) : "");
        if (part) {
            context.response()
                    .setStatusCode(UNAUTHORIZED)
                    .putHeader("HX-Redirect", target)
                    .end();
        } else {
            context.response()
                    .setStatusCode(SEE_OTHER)
                    .putHeader(HttpHeaders.LOCATION, target)
                    .end();
        }
    }
}
