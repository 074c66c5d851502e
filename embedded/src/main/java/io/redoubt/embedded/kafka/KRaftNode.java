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
 * A controller and a broker over one metadata log. Like {@link KafkaRaftServer}, but uses sockets that are already
 * bound and reports faults during startup to the caller.
 */
final class KRaftNode {

    private static final Logger LOG = LoggerFactory.getLogger(KRaftNode.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(20);

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KRaftNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts the node and returns when the broker accepts requests. Stops all parts if one fails to start. */
    static KRaftNode start(KafkaConfig config, ServerSocketFactory sockets) {
        var storage = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = storage._1().clusterId().orElseThrow();
        BrokerFaultHandlerFactory faults = new BrokerFaultHandlerFactory();
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
                new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2()), new BrokerServer(shared));
        try {
            node.controller.startup();
            node.broker.startup();
            faults.started();
            return node;
        } catch (Throwable e) { // Scala throws undeclared checked exceptions
            node.stop();
            throw e;
        }
    }

    /** Stops the broker, then the controller, which the broker needs to shut down. Bounded and idempotent. */
    void stop() {
        try {
            broker.shutdown(SHUTDOWN_TIMEOUT);
        } finally {
            controller.shutdown();
        }
    }
}
