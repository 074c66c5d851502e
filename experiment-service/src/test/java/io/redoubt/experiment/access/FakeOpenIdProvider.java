package io.redoubt.experiment.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redoubt.api.Json;
import io.redoubt.experiment.outbound.HttpStub;
import io.redoubt.experiment.outbound.OutboundHttp;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID Connect provider on this machine that issues any token. It answers after {@link #start} until {@link #stop}. */
final class FakeOpenIdProvider {

    static final String CLIENT = "redoubt";
    static final String AUDIENCE = "redoubt-api";
    static final String CODE = "a-code";

    private static final String REFRESH_TOKEN = "a-refresh-token";
    private static final String REALM = "/realms/research";
    private static final String KEY_ID = "key-1";

    private final HttpStub http = new HttpStub(request -> new OutboundHttp.Answer(503, ""));
    private final RsaJsonWebKey key = newKey();
    private volatile String idToken = "";
    private volatile boolean sessionsEnded;

    static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(KEY_ID);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return http.url() + REALM;
    }

    List<HttpStub.Request> requests() {
        return http.requests();
    }

    void start() {
        sessionsEnded = false;
        http.answer(this::answer);
    }

    void stop() {
        http.answer(request -> new OutboundHttp.Answer(503, ""));
    }

    /** Closes connections without an answer. */
    void closeConnections() {
        http.answer(request -> {
            throw new IllegalStateException("the provider closes the connection");
        });
    }

    /** Rejects refresh tokens. */
    void endSessions() {
        sessionsEnded = true;
        http.answer(this::answer);
    }

    private OutboundHttp.Answer answer(HttpStub.Request request) {
        return switch (request.target().substring(REALM.length())) {
            case "/.well-known/openid-configuration" ->
                json(Map.of(
                        "issuer", issuer(),
                        "authorization_endpoint", issuer() + "/authorize",
                        "token_endpoint", issuer() + "/token",
                        "jwks_uri", issuer() + "/keys",
                        "end_session_endpoint", issuer() + "/logout"));
            case "/keys" -> new OutboundHttp.Answer(200, new JsonWebKeySet(key).toJson());
            case "/token" ->
                isGranted(request.body())
                        ? json(Map.of(
                                "id_token",
                                idToken,
                                "access_token",
                                "opaque",
                                "refresh_token",
                                REFRESH_TOKEN,
                                "token_type",
                                "Bearer"))
                        : new OutboundHttp.Answer(400, "{\"error\":\"invalid_grant\"}");
            default -> new OutboundHttp.Answer(404, "");
        };
    }

    private boolean isGranted(String request) {
        return request.contains("code=" + CODE) || !sessionsEnded && request.contains("refresh_token=" + REFRESH_TOKEN);
    }

    private static OutboundHttp.Answer json(Map<String, String> body) {
        try {
            return new OutboundHttp.Answer(200, Json.mapper().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next user who signs in. */
    void nextUser(String name, String nonce, String... roles) {
        nextUser(key, name, nonce, roles);
    }

    /** The next user who signs in, with an ID token that is signed with {@code signer}. */
    void nextUser(RsaJsonWebKey signer, String name, String nonce, String... roles) {
        idToken = idToken(signer, name, nonce, roles, claims -> {});
    }

    /** The next user who signs in, or whose tokens are renewed, with an ID token that expires soon. */
    void nextUserWithShortToken(String name, String nonce, String... roles) {
        idToken = idToken(key, name, nonce, roles, claims -> claims.setExpirationTime(soon()));
    }

    /** Late enough to sign in before it, early enough to wait for it. */
    static NumericDate soon() {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + 15);
    }

    private String idToken(
            RsaJsonWebKey signer, String name, String nonce, String[] roles, Consumer<JwtClaims> changes) {
        return token(signer, roles, claims -> {
            claims.setAudience(CLIENT);
            claims.setStringClaim("preferred_username", name);
            claims.setStringClaim("nonce", nonce);
            changes.accept(claims);
        });
    }

    /** An access token with roles. */
    String token(String... roles) {
        return token(key, roles, claims -> {});
    }

    /** An access token of a reader with other claims. */
    String token(Consumer<JwtClaims> changes) {
        return token(key, new String[] {"reader"}, changes);
    }

    /** A token that is signed with {@code signer}. */
    String token(RsaJsonWebKey signer, String[] roles, Consumer<JwtClaims> changes) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(AUDIENCE);
        claims.setSubject("a-user");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        changes.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(signer.getPrivateKey());
        signature.setKeyIdHeaderValue(KEY_ID);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
