package io.redoubt.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.store.StoreKeys;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A worker of this version reads jobs, checkpoints and claims of the next version. */
class MixedVersionsIT extends OneWorker {

    private final CountingWork work = new CountingWork();

    private static ObjectNode next(byte[] json) throws Exception {
        ObjectNode next = (ObjectNode) Json.mapper().readTree(json);
        next.put("schema", SchemaVersion.NEWEST_READABLE).put("fieldOfANewerVersion", true);
        return next;
    }

    @Test
    void readableJobOfTheNextVersionRuns() throws Exception {
        ObjectNode job = next(Json.canonical(TestJobs.counting(2)));

        assertThat(worker.deliver(Json.canonical(job), 1, 1, work).join()).isEqualTo(ACCEPT);

        assertThat(work.epochs).containsExactly(1, 2);
        assertThat(worker.services.results.intact(job.path("fingerprint").textValue()))
                .isPresent();
    }

    @Test
    void unreadableJobOfTheNextVersionIsRequeuedForANewerWorker() throws Exception {
        ObjectNode job = next(Json.canonical(TestJobs.counting(1)));
        ((ObjectNode) job.path("spec")).put("momentum", 0.5);
        String fingerprint =
                "ab".repeat(16) + job.path("fingerprint").textValue().substring(32);
        byte[] payload = Json.canonical(job.put("fingerprint", fingerprint));

        assertThat(worker.deliver(payload, 1, 1, work).join()).isEqualTo(ACCEPT);

        assertThat(work.epochs).isEmpty();
        assertThat(Records.first(Topics.ATTACK, record -> text(record).contains(fingerprint))
                        .value())
                .isEqualTo(payload);
        assertThat(store.list("jobs/")).as("nothing was claimed").isEmpty();
        // Dead letters are written in order: one for the job would precede this one.
        String damage = "[" + fingerprint.substring(40);
        worker.deliver(damage.getBytes(UTF_8), 2, 1, work).join();
        assertThat(Records.first(Topics.DEAD_LETTERS, record -> text(record).contains(fingerprint.substring(40))))
                .satisfies(letter -> assertThat(text(letter)).isEqualTo(damage));
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    @Test
    void jobResumesFromACheckpointAndAClaimOfTheNextVersion() throws Exception {
        Job job = TestJobs.counting(2);
        CountingWork crashing = new CountingWork((epoch, context) -> {
            if (epoch == 2) {
                throw new IllegalStateException("crash");
            }
        });
        worker.deliver(Json.canonical(job), 1, 1, crashing).join();
        for (String key :
                new String[] {StoreKeys.checkpointManifest(job.fingerprint(), "1"), StoreKeys.claim(job.fingerprint())
                }) {
            store.put(key, Json.canonical(next(store.get(key).orElseThrow().content())));
        }

        assertThat(worker.deliver(Json.canonical(job), 1, 2, work).join()).isEqualTo(ACCEPT);

        assertThat(work.epochs).containsExactly(2);
    }
}
