package io.redoubt.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaClientDiagnosisTest {

    @Test
    void brokerThatDoesNotAnswerIsNotDescribedByTheClient() {
        RuntimeException failure =
                new RuntimeException(new TimeoutException("Topic t not present in metadata after 10000 ms."));

        assertThat(KafkaClientDiagnosis.unacknowledged(failure)).isEqualTo("Kafka does not answer");
    }

    @Test
    void missingRightIsNamedWithTheRemedy() {
        RuntimeException failure = new RuntimeException(new TopicAuthorizationException(Set.of("redoubt.experiments")));

        assertThat(KafkaClientDiagnosis.unacknowledged(failure)).contains("redoubt.experiments", "docs/security.md");
    }

    @Test
    void otherFailureKeepsItsMessage() {
        assertThat(KafkaClientDiagnosis.unacknowledged(new IllegalStateException("the channel is closed")))
                .isEqualTo("the channel is closed");
    }
}
