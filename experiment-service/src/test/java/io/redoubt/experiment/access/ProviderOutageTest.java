package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import java.net.ConnectException;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderOutageTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new OIDCException("Error status:503"),
                new OIDCException("{\"error\":\"server_error\"}"),
                new NullPointerException("The mapper returned null"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void failuresOfTheProviderAreOutages(Throwable outage) {
        assertThat(ProviderOutage.isCauseOf(new AuthenticationFailedException(outage)))
                .isTrue();
    }

    static Stream<Throwable> rejections() {
        return Stream.of(
                new AuthenticationFailedException("Session cookie is malformed"),
                new AuthenticationFailedException(new OIDCException("{\"error\":\"invalid_grant\"}")),
                new AuthenticationFailedException(new InvalidJwtException("expired", List.of(), null)));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void rejectionsAreNone(Throwable rejection) {
        assertThat(ProviderOutage.isCauseOf(rejection)).isFalse();
    }

    @Test
    void messageIsThatOfTheInnermostCause() {
        assertThat(ProviderOutage.message(
                        new OIDCException("OIDC Server is not available", new ConnectException("Connection\nrefused"))))
                .startsWith("Connection")
                .endsWith("refused")
                .doesNotContain("\n");
        assertThat(ProviderOutage.message(new AuthenticationFailedException(new NullPointerException("mapper"))))
                .isEqualTo("the connection was closed, or the request timed out");
    }
}
