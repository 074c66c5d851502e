package io.redoubt.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.PretextNames;
import io.redoubt.api.Topics;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareGroupConnectorTest {

    private static List<String> topics(String prefix, String topics) {
        Map<String, String> channel = Map.of("prefix", prefix, "topics", topics);
        return ShareGroupConnector.topics(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(channel, "channel", 100))
                .build());
    }

    @Test
    void topicsAreNamedWithoutThePrefix() {
        assertThat(topics("redoubt.jobs.", "finetune, attack,"))
                .containsExactly("redoubt.jobs.finetune", "redoubt.jobs.attack");
    }

    @Test
    void allSelectsEveryQueueWithThePrefix() {
        assertThat(topics(Topics.PRETRAIN_PREFIX, " all "))
                .containsExactlyElementsOf(
                        PretextNames.QUEUES.stream().map(Topics::pretrain).toList());
    }

    @Test
    void emptyListIsRejected() {
        assertThatThrownBy(() -> topics("redoubt.jobs.", " , ,"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("topics: is empty; name at least one queue");
    }
}
