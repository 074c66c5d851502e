package io.redoubt.experiment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.experiment.outbound.HttpStub;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.experiment.outbound.OutboundHttp.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndHandlerTest {

    private static final String SECRET = "a secret of many characters";
    private static final String EXPERIMENT = "toy-0123456789";
    private static final Report REPORT = new Report(
            SchemaVersion.VERSION,
            EXPERIMENT,
            "toy",
            10,
            Map.of(),
            List.of(row("weak", 0.2), row("strong", 0.6)),
            List.of(),
            Optional.empty(),
            List.of("gradient masking"),
            Map.of());

    private final HttpStub receiver = new HttpStub(request -> new Answer(204, ""));
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EndHandler handler = handler();

    private static ReportRow row(String subject, double robust) {
        return ReportRow.builder(subject, "P1,F4", "none")
                .standardAccuracy(0.8)
                .robustAccuracy(robust, List.of(robust - 0.1, robust + 0.1))
                .build();
    }

    private EndHandler handler() {
        Webhook webhook = new Webhook(URI.create(receiver.url() + "/hook"), SECRET);
        WebhookSender sender = new WebhookSender(webhook, new OutboundHttp(), () -> Instant.ofEpochSecond(1234));
        return new EndHandler(new NotificationDelivery(webhook, sender, meters), id -> Optional.of(REPORT));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static boolean send(EndHandler to, ExperimentState state, int attempt) throws InterruptedException {
        ExperimentStatus status = new ExperimentStatus(
                SchemaVersion.VERSION, EXPERIMENT, "toy", state, "", Instant.ofEpochSecond(99), List.of());
        return to.handle(new ConsumerRecord<>(Topics.STATUS, 0, 0, EXPERIMENT, Json.canonical(status)), attempt);
    }

    private double count(String outcome) {
        return meters.counter(NotificationDelivery.DELIVERIES, "outcome", outcome)
                .count();
    }

    @Test
    void receiverIsToldWithTheBestResultAndTheAlarms() throws Exception {
        assertThat(send(handler, ExperimentState.RUNNING, 1)).isTrue();
        assertThat(send(handler, ExperimentState.SUCCEEDED, 1)).isTrue();

        assertThat(receiver.requests()).hasSize(1);
        HttpStub.Request request = receiver.requests().get(0);
        JsonNode body = Json.read(request.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /hook");
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(body.get("type").textValue()).isEqualTo("experiment.ended");
        assertThat(body.get("experiment").textValue()).isEqualTo(EXPERIMENT);
        assertThat(body.get("state").textValue()).isEqualTo("succeeded");
        assertThat(body.at("/best/subject").textValue()).isEqualTo("strong");
        assertThat(body.at("/best/robustAccuracy").doubleValue()).isEqualTo(0.6);
        assertThat(body.at("/alarms/0").textValue()).isEqualTo("gradient masking");
        assertThat(body.get("id").textValue())
                .isEqualTo(request.headers().get("redoubt-delivery"))
                .hasSize(32);
        assertThat(count("delivered")).isEqualTo(1);
    }

    /** Computes the signature as the guide tells receivers to. */
    @Test
    void signatureCoversTimestampAndBody() throws Exception {
        send(handler, ExperimentState.FAILED, 1);

        HttpStub.Request request = receiver.requests().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal(("1234." + request.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(request.headers())
                .containsEntry("redoubt-timestamp", "1234")
                .containsEntry("redoubt-signature", "sha256=" + HexFormat.of().formatHex(expected));
    }

    @Test
    void statusThatIsPublishedAgainIsNotDeliveredAgain() throws Exception {
        send(handler, ExperimentState.FAILED, 1);
        send(handler, ExperimentState.FAILED, 1);
        send(handler, ExperimentState.RUNNING, 1);
        send(handler, ExperimentState.FAILED, 1);

        assertThat(receiver.requests()).hasSize(2);
    }

    @Test
    void deliveryOfARestartedServiceHasTheSameId() throws Exception {
        send(handler, ExperimentState.FAILED, 1);
        send(handler(), ExperimentState.FAILED, 1);

        assertThat(receiver.requests())
                .extracting(request -> request.headers().get("redoubt-delivery"))
                .hasSize(2)
                .containsOnly(receiver.requests().get(0).headers().get("redoubt-delivery"));
    }

    @Test
    void deliveryIsTriedAgainAndFinallyDropped() throws Exception {
        receiver.answer(request -> new Answer(500, "no"));

        for (int attempt = 1; attempt < NotificationDelivery.MAX_ATTEMPTS; attempt++) {
            assertThat(send(handler, ExperimentState.CANCELLED, attempt)).isFalse();
        }
        assertThat(send(handler, ExperimentState.CANCELLED, NotificationDelivery.MAX_ATTEMPTS))
                .isTrue();
        assertThat(count("retried")).isEqualTo(NotificationDelivery.MAX_ATTEMPTS - 1);
        assertThat(count("dropped")).isEqualTo(1);
        assertThat(count("delivered")).isZero();
    }

    @Test
    void notificationThatIsSkippedCountsAsDropped() {
        handler.skipped();

        assertThat(count("dropped")).isEqualTo(1);
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        try (HttpStub other = new HttpStub(request -> new Answer(204, ""))) {
            receiver.answer(request -> new Answer(307, other.url()));

            assertThat(send(handler, ExperimentState.FAILED, 1)).isFalse();
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void recordsThatAreNoStatusAreIgnored() throws Exception {
        assertThat(handler.handle(new ConsumerRecord<>(Topics.STATUS, 0, 0, EXPERIMENT, null), 1))
                .isTrue();
        assertThat(handler.handle(new ConsumerRecord<>(Topics.STATUS, 0, 0, EXPERIMENT, new byte[] {1}), 1))
                .isTrue();
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void guideNamesHeadersAndMeters() throws Exception {
        assertThat(Files.readString(Path.of("../docs/tracking.md")))
                .contains(WebhookSender.DELIVERY, WebhookSender.TIMESTAMP, WebhookSender.SIGNATURE)
                .contains(NotificationDelivery.DELIVERIES.replace('.', '_') + "_total")
                .contains(NotificationDelivery.MAX_ATTEMPTS + " attempts");
    }
}
