package io.redoubt.embedded.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker over one metadata log: what {@link KafkaRaftServer} composes, with listening sockets that are
 * bound beforehand and with faults reported to the caller while the node starts.
 */
final class KRaftNode {

    private static final Logger LOG = LoggerFactory.getLogger(KRaftNode.class);
    private static final Duration ORDERLY_SHUTDOWN = Duration.ofSeconds(20);

    private final String clusterId;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KRaftNode(String clusterId, ControllerServer controller, BrokerServer broker) {
        this.clusterId = clusterId;
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts the node and returns when the broker serves; whatever had been started is stopped when that fails. */
    static KRaftNode start(KafkaConfig config, ServerSocketFactory sockets) {
        var storage = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = storage._1().clusterId().orElseThrow();
        BrokerFaults faults = new BrokerFaults();
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                faults,
                sockets);
        KRaftNode node = new KRaftNode(
                clusterId,
                new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2()),
                new BrokerServer(shared));
        try {
            node.controller.startup();
            node.broker.startup();
            faults.started();
            return node;
        } catch (Throwable e) { // Scala raises checked exceptions it does not declare
            node.stop();
            throw e;
        }
    }

    String clusterId() {
        return clusterId;
    }

    /** Stops the broker while its controller still answers, then the controller. Bounded, and idempotent. */
    void stop() {
        try {
            broker.shutdown(ORDERLY_SHUTDOWN);
        } finally {
            controller.shutdown();
        }
    }
}
