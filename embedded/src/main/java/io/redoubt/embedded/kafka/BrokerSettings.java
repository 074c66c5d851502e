package io.redoubt.embedded.kafka;

import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kafka.server.KafkaConfig;

/**
 * The configuration of a broker and controller in one node, sized for one machine.
 *
 * @param directory where the node keeps its log
 * @param brokerPort port of the clients' listener, bound
 * @param controllerPort port of the controller's listener, bound
 * @param internalPort port of the node's own listener, bound; used where there is security
 * @param security what clients must show; empty for a broker that trusts everybody on this machine
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
        settings.putAll(security.isEmpty() ? open() : secured());
        security.ifPresent(demanded -> settings.putAll(demanded.settings()));
        settings.putAll(oneReplica());
        settings.putAll(smallAndPrompt());
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

    private Map<String, String> open() {
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

    private static Map<String, String> oneReplica() {
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
     * The cleaner's default buffer alone takes 128 MiB of heap; the initial delay holds every new group for 3 s. After a
     * crash the controller turns the node away until the session of its former life has ended (default 9 s).
     */
    private static Map<String, String> smallAndPrompt() {
        return Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.initial.rebalance.delay.ms", "0");
    }

    /**
     * Members learn their assignment with a heartbeat, so its interval is the wait for a first record (default 5 s).
     * Locks may be as short as a second, for tests; a group's own configuration sets the one it wants.
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
