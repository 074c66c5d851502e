package io.redoubt.experiment.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Test
    void redirectIsAnAnswerLikeOthers() throws Exception {
        try (HttpStub other = new HttpStub(request -> new OutboundHttp.Answer(200, "secret"));
                HttpStub stub = new HttpStub(request -> new OutboundHttp.Answer(302, other.url()))) {

            OutboundHttp.Answer answer = new OutboundHttp().send(get(stub.url()));

            assertThat(answer.status()).isEqualTo(302);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void longResponseIsRefused() {
        String body = "x".repeat(OutboundHttp.MAX_BYTES + 1);
        try (HttpStub stub = new HttpStub(request -> new OutboundHttp.Answer(200, body))) {
            assertThatIOException()
                    .isThrownBy(() -> new OutboundHttp().send(get(stub.url())))
                    .withMessageContaining("longer than 1048576 bytes");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() {
        CountDownLatch finished = new CountDownLatch(1);
        try (HttpStub stub = new HttpStub(request -> {
            try {
                finished.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new OutboundHttp.Answer(200, "");
        })) {
            assertThatIOException()
                    .isThrownBy(() -> new OutboundHttp(Duration.ofMillis(50)).send(get(stub.url())))
                    .withMessageContaining("no complete response");
            finished.countDown();
        }
    }

    @Test
    void serverThatIsNotThereIsExplained() {
        HttpStub stub = new HttpStub(request -> new OutboundHttp.Answer(200, ""));
        stub.close();

        assertThatIOException()
                .isThrownBy(() -> new OutboundHttp().send(get(stub.url())))
                .extracting(IOException::getMessage)
                .asString()
                .isNotEmpty()
                .isNotEqualTo("null");
    }
}
