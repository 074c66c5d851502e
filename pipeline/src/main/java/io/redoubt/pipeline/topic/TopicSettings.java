package io.redoubt.pipeline.topic;

import io.redoubt.api.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics as they are made: one partition each, since their records are few and their order is wanted. */
final class TopicSettings {

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    /**
     * No record goes by its age alone: what is still to do stays however long that takes, a tracker that was down for weeks
     * finds all requests and events, and commands reach workers that start late. {@code redoubt gc} removes what was read.
     */
    private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

    private TopicSettings() {}

    static List<NewTopic> all(short replication) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL, Topics.DEAD_LETTERS)) {
            topics.add(topic(name, replication, KEPT));
        }
        for (String name : List.of(Topics.STATUS, Topics.RESULTS)) {
            topics.add(topic(name, replication, COMPACTED));
        }
        Topics.queues().forEach(name -> topics.add(topic(name, replication, KEPT)));
        return topics;
    }

    private static NewTopic topic(String name, short replication, Map<String, String> configs) {
        return new NewTopic(name, Optional.of(1), replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(configs);
    }
}
