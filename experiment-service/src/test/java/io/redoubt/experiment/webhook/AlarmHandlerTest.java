package io.redoubt.experiment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.outbound.HttpStub;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.experiment.outbound.OutboundHttp.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmHandlerTest {

    private static final String EXPERIMENT = "toy-0123456789";
    private static final String SUBJECT = "evaluate/none/full-adversarial";
    private static final String JOB = "ab".repeat(32);

    private final HttpStub receiver = new HttpStub(request -> new Answer(204, ""));
    private final AlarmHandler handler = handler();

    private AlarmHandler handler() {
        Webhook webhook = new Webhook(URI.create(receiver.url() + "/hook"), "a secret of many characters");
        WebhookSender sender = new WebhookSender(webhook, new OutboundHttp(), () -> Instant.ofEpochSecond(1234));
        return new AlarmHandler(new NotificationDelivery(webhook, sender, new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static boolean send(AlarmHandler to, String node, EventType type, String... alarms) throws Exception {
        ResultManifest result = new ResultManifest(
                SchemaVersion.VERSION,
                JOB,
                Stage.EVALUATE,
                List.of(),
                Map.of(),
                Instant.EPOCH,
                "worker-7",
                List.of(alarms));
        JobEvent event = new JobEvent(
                SchemaVersion.VERSION,
                EXPERIMENT,
                node,
                Stage.EVALUATE,
                JOB,
                type,
                Instant.ofEpochSecond(99),
                "worker-7",
                1,
                Optional.empty(),
                type == EventType.SUCCEEDED ? Optional.of(result) : Optional.empty(),
                false,
                "");
        return to.handle(new ConsumerRecord<>(Topics.EVENTS, 0, 0, EXPERIMENT, Json.canonical(event)), 1);
    }

    private List<JsonNode> bodies() {
        return receiver.requests().stream()
                .map(request -> Json.read(request.body().getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
    }

    @Test
    void receiverIsToldOfEachAlarmOfAResult() throws Exception {
        assertThat(send(handler, SUBJECT, EventType.STARTED)).isTrue();
        assertThat(send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients", "nothing learned"))
                .isTrue();

        assertThat(bodies())
                .extracting(body -> body.get("alarm").textValue())
                .containsExactly("no gradients", "nothing learned");
        JsonNode body = bodies().get(0);
        assertThat(body.get("type").textValue()).isEqualTo("experiment.alarm");
        assertThat(body.get("experiment").textValue()).isEqualTo(EXPERIMENT);
        assertThat(body.get("job").textValue()).isEqualTo(SUBJECT);
        assertThat(body.get("time").textValue()).isEqualTo("1970-01-01T00:01:39Z");
        assertThat(body.get("id").textValue())
                .isEqualTo(receiver.requests().get(0).headers().get("redoubt-delivery"))
                .hasSize(Notification.ID_DIGITS)
                .isNotEqualTo(bodies().get(1).get("id").textValue());
    }

    @Test
    void alarmOfAnotherAttemptIsNotDeliveredAgain() throws Exception {
        send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients");
        send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients");

        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void deliveryOfARestartedServiceHasTheSameId() throws Exception {
        send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients");
        send(handler(), SUBJECT, EventType.SUCCEEDED, "no gradients");

        assertThat(bodies()).extracting(body -> body.get("id").textValue()).hasSize(2);
        assertThat(bodies().get(0)).isEqualTo(bodies().get(1));
    }

    @Test
    void onlyAlarmsThatWereNotDeliveredAreTriedAgain() throws Exception {
        receiver.answer(request -> new Answer(request.body().contains("nothing learned") ? 500 : 204, ""));
        assertThat(send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients", "nothing learned"))
                .isFalse();
        receiver.answer(request -> new Answer(204, ""));

        assertThat(send(handler, SUBJECT, EventType.SUCCEEDED, "no gradients", "nothing learned"))
                .isTrue();
        assertThat(bodies())
                .extracting(body -> body.get("alarm").textValue())
                .containsExactly("no gradients", "nothing learned", "nothing learned");
    }

    @Test
    void theLastEpochAndUnreadableRecordsRaiseNoAlarm() throws Exception {
        assertThat(send(handler, SUBJECT + "@last", EventType.SUCCEEDED, "no gradients"))
                .isTrue();
        assertThat(handler.handle(new ConsumerRecord<>(Topics.EVENTS, 0, 0, EXPERIMENT, new byte[] {1}), 1))
                .isTrue();
        assertThat(handler.handle(new ConsumerRecord<>(Topics.EVENTS, 0, 0, EXPERIMENT, null), 1))
                .isTrue();

        assertThat(receiver.requests()).isEmpty();
    }
}
