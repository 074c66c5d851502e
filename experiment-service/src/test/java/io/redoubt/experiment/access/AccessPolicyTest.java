package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private static final String TOKEN = "0123456789abcdef";

    private record Config(Optional<String> token, boolean open) implements RestConfig {}

    private static Optional<BearerToken> requiredToken(String host, Optional<String> token, boolean open) {
        return AccessPolicy.requiredToken(host, new Config(token, open));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void loopbackAddressNeedsNoToken(String host) {
        assertThat(requiredToken(host, Optional.empty(), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void otherAddressNeedsATokenOrOpenAccess(String host) {
        assertThatThrownBy(() -> requiredToken(host, Optional.empty(), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("quarkus.http.host: '" + host + "'")
                .hasMessageContaining("redoubt.rest.token")
                .hasMessageContaining("redoubt.rest.open");
        assertThat(requiredToken(host, Optional.of(TOKEN), false)).isPresent();
        assertThat(requiredToken(host, Optional.empty(), true)).isEmpty();
    }

    @Test
    void rejectsATokenWithOpenAccess() {
        assertThatThrownBy(() -> requiredToken("127.0.0.1", Optional.of(TOKEN), true))
                .hasMessageContaining("redoubt.rest.open")
                .hasMessageNotContaining(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters", "with a blank in it, which is long"})
    void rejectsAnInvalidTokenWithoutRevealingIt(String token) {
        assertThatThrownBy(() -> requiredToken("127.0.0.1", Optional.of(token), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.rest.token")
                .satisfies(e -> assertThat(token.isEmpty() || !e.getMessage().contains(token))
                        .isTrue());
    }

    @Test
    void matchesTheExactTokenOnly() {
        BearerToken token = new BearerToken(TOKEN);

        assertThat(token.matches("Bearer " + TOKEN)).isTrue();
        assertThat(token.matches("bearer " + TOKEN)).isTrue();
        for (String other : new String[] {
            "", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer " + TOKEN + "0", "Bearer 0123456789abcdeF"
        }) {
            assertThat(token.matches(other)).as(other).isFalse();
        }
    }
}
