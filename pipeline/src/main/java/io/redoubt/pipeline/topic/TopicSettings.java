package io.redoubt.pipeline.topic;

import io.redoubt.api.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;

/** Settings of new topics. Each topic has one partition: records are few and must stay in order. */
final class TopicSettings {

    /**
     * 4 MiB. Requests and most events are far below the broker's default limit of 1 MiB. Statuses, results and jobs
     * grow with the experiment, and a dead letter adds the reason in its headers.
     */
    private static final String MAX_MESSAGE_BYTES = "4194304";

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "max.message.bytes", MAX_MESSAGE_BYTES);

    /**
     * No record expires: queued jobs stay until they are done, a tracker that was down for weeks finds all requests and
     * events, and commands reach workers that start late. {@code redoubt gc} removes records that have been read.
     */
    private static final Map<String, String> RETAINED = Map.of("retention.ms", "-1");

    private static final Map<String, String> RETAINED_LARGE =
            Map.of("retention.ms", "-1", "max.message.bytes", MAX_MESSAGE_BYTES);

    /**
     * The broker decompresses records before it compares their size with the limit. A compressed record of some kilobytes
     * can otherwise expand beyond the memory of every process that reads it, and the channel connector cannot skip it.
     */
    static final ConfigEntry UNCOMPRESSED = new ConfigEntry("compression.type", "uncompressed");

    private TopicSettings() {}

    static List<NewTopic> all(short replication) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL)) {
            topics.add(topic(name, replication, RETAINED));
        }
        topics.add(topic(Topics.DEAD_LETTERS, replication, RETAINED_LARGE));
        for (String name : List.of(Topics.STATUS, Topics.RESULTS)) {
            topics.add(topic(name, replication, COMPACTED));
        }
        Topics.queues().forEach(name -> topics.add(topic(name, replication, RETAINED_LARGE)));
        return topics;
    }

    private static NewTopic topic(String name, short replication, Map<String, String> configs) {
        Map<String, String> all = new HashMap<>(configs);
        all.put(UNCOMPRESSED.name(), UNCOMPRESSED.value());
        return new NewTopic(name, Optional.of(1), replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(all);
    }
}
