package io.redoubt.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.server.DirectoryInUseException;
import io.redoubt.embedded.server.DirectoryLock;
import io.redoubt.embedded.server.EmbeddedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaRestartIT {

    @TempDir
    Path directory;

    @Test
    void restartKeepsRecordsAndShareGroupOffsets() throws Exception {
        String clusterId;
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            port = Integer.parseInt(kafka.bootstrapServers().replace("127.0.0.1:", ""));
            Clients clients = new Clients(kafka.bootstrapServers());
            clusterId = clusterId(clients);
            clients.createTopics("jobs");
            clients.configureGroup("workers", Map.of("share.auto.offset.reset", "earliest"));
            clients.produce("jobs", "first", "second");
            assertThat(takeAndAccept(clients).value()).isEqualTo("first");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            Clients clients = new Clients(kafka.bootstrapServers());
            assertThat(clusterId(clients)).isEqualTo(clusterId);
            assertThat(takeAndAccept(clients).value()).isEqualTo("second");
            assertThat(clients.consume("jobs", "audit", 2)).containsExactly("first", "second");
        }
    }

    private static String clusterId(Clients clients) throws Exception {
        try (Admin admin = clients.admin()) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static ConsumerRecord<String, String> takeAndAccept(Clients clients) {
        try (KafkaShareConsumer<String, String> worker = clients.shareConsumer("workers", List.of("jobs"))) {
            ConsumerRecord<String, String> record = Clients.take(worker).get(0);
            worker.acknowledge(record, AcknowledgeType.ACCEPT);
            worker.commitSync().forEach((partition, error) -> assertThat(error).isEmpty());
            return record;
        }
    }

    @Test
    void directoryInUseIsRejectedByName() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("choose another directory");
            assertThat(kafka.bootstrapServers()).isNotBlank();
        }
    }

    @Test
    void portInUseIsRejectedAndReleasesDirectory() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void corruptDirectoryThrowsAndDoesNotEndTheProcess() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");

        assertThatThrownBy(() -> EmbeddedKafka.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(directory.toString());
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void closeIsIdempotent() {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory);

        kafka.close();
        kafka.close();

        DirectoryLock.acquire(directory).close();
    }
}
