package io.redoubt.experiment.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final String SECRET = "0123456789abcdef";

    private record Config(Optional<List<String>> urls, Optional<String> secret, boolean allowHttp)
            implements WebhookConfig {

        private static Config of(String url) {
            return new Config(Optional.of(List.of(url)), Optional.of(SECRET), false);
        }
    }

    @Test
    void nothingIsSentWithoutAnAddress() {
        assertThat(Webhook.of(new Config(Optional.empty(), Optional.empty(), false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/hook?a=b", "http://127.0.0.1:8080", "http://localhost/x", "http://[::1]/"})
    void addressesThatOthersCannotReadAreAccepted(String url) {
        assertThat(Webhook.of(Config.of(url))).singleElement().satisfies(webhook -> assertThat(webhook.url())
                .hasToString(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://127.0.0.1.example.org/",
                "http://localhost.example.org/",
                "file:///etc/passwd",
                "example.org",
                "https://ada:pa55word@example.org/",
                "https:// /"
            })
    void otherAddressesAreRefusedWithoutRepeatingThem(String url) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Webhook.of(Config.of(url)))
                .withMessageContaining("redoubt.webhook.urls")
                .withMessageNotContaining("pa55word");
    }

    @Test
    void httpToOtherMachinesCanBeAllowed() {
        Config config = new Config(Optional.of(List.of("http://example.org/")), Optional.of(SECRET), true);

        assertThat(Webhook.of(config)).hasSize(1);
    }

    @Test
    void secretIsRequiredAndNotPrinted() {
        Config missing = new Config(Optional.of(List.of("https://example.org/")), Optional.empty(), false);
        Config shorter = new Config(missing.urls(), Optional.of("short"), false);

        for (Config config : List.of(missing, shorter)) {
            assertThatExceptionOfType(InvalidFieldException.class)
                    .isThrownBy(() -> Webhook.of(config))
                    .withMessageContaining("redoubt.webhook.secret");
        }
        assertThat(Webhook.of(Config.of("https://example.org/T0ken")).get(0).toString())
                .doesNotContain(SECRET)
                .doesNotContain("T0ken");
    }

    @Test
    void eachAddressHasAGroupOfItsOwn() {
        Config config = new Config(
                Optional.of(List.of("https://a.org/", "https://b.org/", "https://a.org/")), Optional.of(SECRET), false);

        assertThat(Webhook.of(config)).hasSize(2).extracting(Webhook::id).doesNotHaveDuplicates();
    }
}
