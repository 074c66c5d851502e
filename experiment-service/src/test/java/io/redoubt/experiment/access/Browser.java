package io.redoubt.experiment.access;

import static io.redoubt.experiment.access.OpenIdProviderResource.provider;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A browser that keeps cookies, follows no redirects, and signs in at {@link FakeOpenIdProvider}. */
final class Browser {

    private final Map<String, String> cookies = new HashMap<>();

    RequestSpecification request() {
        return given().urlEncodingEnabled(false).redirects().follow(false).cookies(cookies);
    }

    Response get(String path) {
        return keepCookies(request().get(path));
    }

    Response post(String path) {
        return keepCookies(request().post(path));
    }

    /** Requests a part of a page. */
    Response getPart(String path) {
        return keepCookies(request().header("HX-Request", "true").get(path));
    }

    Map<String, String> cookies() {
        return cookies;
    }

    Browser copy() {
        Browser copy = new Browser();
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Signs in with the token of the configuration. */
    void useToken() {
        keepCookies(request().formParam("token", TokenIT.TOKEN).post("/ui/sign-in"))
                .then()
                .statusCode(303);
    }

    private Response keepCookies(Response response) {
        response.detailedCookies().asList().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }

    /** Returns the parameters with which the browser is sent to the provider. */
    Map<String, List<String>> askProvider(String next) {
        Response sent =
                get("/ui/sign-in/provider?next=" + next.replace("?", "%3F").replace("=", "%3D"));
        sent.then().statusCode(302).header("Location", containsString(provider().issuer() + "/authorize?"));
        assertThat(sent.detailedCookies().asList())
                .isNotEmpty()
                .allMatch(Cookie::isHttpOnly)
                .allMatch(cookie -> cookie.getSameSite().equals("Lax"));
        Map<String, List<String>> asked = new QueryStringDecoder(sent.header("Location")).parameters();
        assertThat(asked).containsKeys("nonce", "code_challenge").containsEntry("client_id", List.of("redoubt"));
        assertThat(asked.get("redirect_uri").get(0)).endsWith("/ui/sign-in/callback");
        return asked;
    }

    Response signIn(String name, String next, String... roles) {
        Map<String, List<String>> asked = askProvider(next);
        provider().nextUser(name, asked.get("nonce").get(0), roles);
        return returnFromProvider(asked);
    }

    /** Signs in with a token that expires soon. */
    void signInForAShortTime(String name, String... roles) {
        Map<String, List<String>> asked = askProvider("/ui/queues");
        provider().nextUserWithShortToken(name, asked.get("nonce").get(0), roles);
        returnFromProvider(asked).then().statusCode(303).header("Location", "/ui/queues");
    }

    private Response returnFromProvider(Map<String, List<String>> asked) {
        return get("/ui/sign-in/callback?code=" + FakeOpenIdProvider.CODE + "&state="
                + asked.get("state").get(0));
    }
}
