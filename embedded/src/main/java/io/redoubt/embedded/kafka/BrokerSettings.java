package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kafka.server.KafkaConfig;

/**
 * Configuration of a combined broker and controller node, sized for a single machine.
 *
 * @param directory log directory of the node
 * @param brokerPort bound port of the client listener
 * @param controllerPort bound port of the controller listener
 * @param internalPort bound port of the inter-broker listener; used only with {@code security}
 * @param security TLS keys and users; empty for a plaintext broker without authentication
 */
record BrokerSettings(
        Path directory, int brokerPort, int controllerPort, int internalPort, Optional<BrokerSecurity> security) {

    static final int NODE_ID = 1;
    static final String BROKER = "BROKER";
    static final String INTERNAL = "INTERNAL";
    static final String CONTROLLER = "CONTROLLER";

    private static final String LISTENER = "%s://" + LoopbackAddress.HOST + ":%d";

    KafkaConfig toConfig() {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(node());
        settings.putAll(security.isEmpty() ? plaintext() : secured());
        security.ifPresent(demanded -> settings.putAll(demanded.settings()));
        settings.putAll(singleReplica());
        settings.putAll(lowMemoryAndLatency());
        settings.putAll(shareGroups());
        return new KafkaConfig(settings, false);
    }

    private Map<String, String> node() {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + LoopbackAddress.HOST + ":" + controllerPort,
                "controller.listener.names",
                CONTROLLER,
                "log.dirs",
                directory.toString(),
                "auto.create.topics.enable",
                "false");
    }

    private Map<String, String> plaintext() {
        String clients = LISTENER.formatted(BROKER, brokerPort);
        return Map.of(
                "listeners",
                clients + "," + LISTENER.formatted(CONTROLLER, controllerPort),
                "advertised.listeners",
                clients,
                "inter.broker.listener.name",
                BROKER,
                "listener.security.protocol.map",
                BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    }

    private Map<String, String> secured() {
        String brokers = LISTENER.formatted(BROKER, brokerPort) + "," + LISTENER.formatted(INTERNAL, internalPort);
        return Map.of(
                "listeners",
                brokers + "," + LISTENER.formatted(CONTROLLER, controllerPort),
                "advertised.listeners",
                brokers,
                "inter.broker.listener.name",
                INTERNAL,
                "listener.security.protocol.map",
                BROKER + ":SASL_SSL," + INTERNAL + ":SSL," + CONTROLLER + ":SSL");
    }

    private static Map<String, String> singleReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /**
     * The defaults cost memory and time: the log cleaner's buffer takes 128 MiB of heap, and the initial rebalance delay
     * holds up each new group for 3 s. The session of the broker keeps its default, 9 s, although the controller rejects
     * a node for that time after a crash: on a busy machine a shorter one expires, which fences the only broker.
     */
    private static Map<String, String> lowMemoryAndLatency() {
        return Map.of(
                "broker.heartbeat.interval.ms", "500",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.initial.rebalance.delay.ms", "0");
    }

    /**
     * Members receive their assignment with a heartbeat, so the heartbeat interval (default 5 s) delays the first
     * record. Lock durations can be as short as 1 s for tests; each group configures its own.
     */
    private static Map<String, String> shareGroups() {
        return Map.of(
                "group.share.heartbeat.interval.ms", "500",
                "group.share.min.heartbeat.interval.ms", "500",
                "group.share.session.timeout.ms", "10000",
                "group.share.min.session.timeout.ms", "10000",
                "group.share.min.record.lock.duration.ms", "1000",
                "group.share.max.record.lock.duration.ms", "3600000",
                "group.share.delivery.count.limit", "10");
    }
}
