package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestAccessTest {

    private static final String TOKEN = "0123456789abcdef";

    private record Given(Optional<String> token, boolean open) implements RestConfig {}

    private static Optional<BearerToken> access(String host, Optional<String> token, boolean open) {
        return RestAccess.token(host, new Given(token, open));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void onThisMachineAllAreLetIn(String host) {
        assertThat(access(host, Optional.empty(), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void anAddressOpenToOthersNeedsAGuard(String host) {
        assertThatThrownBy(() -> access(host, Optional.empty(), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("quarkus.http.host: '" + host + "'")
                .hasMessageContaining("redoubt.rest.token")
                .hasMessageContaining("redoubt.rest.open");
        assertThat(access(host, Optional.of(TOKEN), false)).isPresent();
        assertThat(access(host, Optional.empty(), true)).isEmpty();
    }

    @Test
    void aTokenAndAnOpenDoorContradictEachOther() {
        assertThatThrownBy(() -> access("127.0.0.1", Optional.of(TOKEN), true))
                .hasMessageContaining("redoubt.rest.open")
                .hasMessageNotContaining(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters", "with a blank in it, which is long"})
    void aTokenThatCannotBeUsedIsRefusedAndNotTold(String token) {
        assertThatThrownBy(() -> access("127.0.0.1", Optional.of(token), false))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("redoubt.rest.token")
                .satisfies(e -> assertThat(token.isEmpty() || !e.getMessage().contains(token))
                        .isTrue());
    }

    @Test
    void onlyTheTokenItselfIsTheToken() {
        BearerToken token = new BearerToken(TOKEN);

        assertThat(token.isShownBy("Bearer " + TOKEN)).isTrue();
        assertThat(token.isShownBy("bearer " + TOKEN)).isTrue();
        for (String other : new String[] {
            "", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer " + TOKEN + "0", "Bearer 0123456789abcdeF"
        }) {
            assertThat(token.isShownBy(other)).as(other).isFalse();
        }
    }
}
