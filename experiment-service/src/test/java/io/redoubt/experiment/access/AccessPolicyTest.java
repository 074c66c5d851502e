package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private static final String TOKEN = "0123456789abcdef";

    private record Config(Optional<String> token, Optional<String> readToken, boolean open) implements RestConfig {}

    private static Map<AccessRole, BearerToken> tokens(String host, Optional<String> token, boolean open) {
        return AccessPolicy.tokens(host, new Config(token, Optional.empty(), open), false);
    }

    private static Map<AccessRole, BearerToken> tokens(Optional<String> token, String readToken) {
        return AccessPolicy.tokens("127.0.0.1", new Config(token, Optional.of(readToken), false), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void loopbackAddressNeedsNoToken(String host) {
        assertThat(tokens(host, Optional.empty(), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void otherAddressNeedsATokenOrOpenAccess(String host) {
        assertThatThrownBy(() -> tokens(host, Optional.empty(), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("quarkus.http.host: '" + host + "'")
                .hasMessageContaining("redoubt.rest.token")
                .hasMessageContaining("redoubt.oidc.issuer")
                .hasMessageContaining("redoubt.rest.open");
        assertThat(tokens(host, Optional.of(TOKEN), false)).containsOnlyKeys(AccessRole.OPERATOR);
        assertThat(tokens(host, Optional.empty(), true)).isEmpty();
    }

    @Test
    void rejectsATokenWithOpenAccess() {
        assertThatThrownBy(() -> tokens("127.0.0.1", Optional.of(TOKEN), true))
                .hasMessageContaining("redoubt.rest.open")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void providerReplacesTheTokenButNotOpenAccess() {
        Config withReadToken = new Config(Optional.empty(), Optional.of(TOKEN), false);

        assertThat(AccessPolicy.tokens("0.0.0.0", withReadToken, true)).containsOnlyKeys(AccessRole.READER);
        assertThatThrownBy(() ->
                        AccessPolicy.tokens("0.0.0.0", new Config(Optional.empty(), Optional.empty(), true), true))
                .hasMessageContaining("redoubt.rest.open")
                .hasMessageContaining("redoubt.oidc.issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters", "with a blank in it, which is long"})
    void rejectsAnInvalidTokenWithoutRevealingIt(String token) {
        assertThatThrownBy(() -> tokens("127.0.0.1", Optional.of(token), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.rest.token")
                .satisfies(e -> assertThat(token.isEmpty() || !e.getMessage().contains(token))
                        .isTrue());
    }

    @Test
    void readTokenIsAnotherTokenBesideTheFirst() {
        String readToken = TOKEN + "-to-read";

        Map<AccessRole, BearerToken> tokens = tokens(Optional.of(TOKEN), readToken);

        assertThat(tokens.get(AccessRole.READER).is(readToken)).isTrue();
        assertThat(tokens.get(AccessRole.OPERATOR).is(readToken)).isFalse();
        assertThatThrownBy(() -> tokens(Optional.empty(), readToken))
                .hasMessageContaining("redoubt.rest.read-token: is set, but redoubt.rest.token is not")
                .hasMessageNotContaining(readToken);
        assertThatThrownBy(() -> tokens(Optional.of(TOKEN), TOKEN))
                .hasMessageContaining("redoubt.rest.read-token: is the same")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> tokens(Optional.of(TOKEN), "short"))
                .hasMessageContaining("redoubt.rest.read-token: has 5 characters");
    }

    @Test
    void matchesTheExactTokenOnly() {
        BearerToken token = new BearerToken("redoubt.rest.token", TOKEN);

        assertThat(BearerToken.in("Bearer " + TOKEN).filter(token::is)).isPresent();
        assertThat(BearerToken.in("bearer " + TOKEN).filter(token::is)).isPresent();
        for (String other : new String[] {
            "", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer " + TOKEN + "0", "Bearer 0123456789abcdeF"
        }) {
            assertThat(BearerToken.in(other).filter(token::is)).as(other).isEmpty();
        }
    }
}
