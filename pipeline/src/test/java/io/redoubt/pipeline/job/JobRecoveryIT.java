package io.redoubt.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs that find corrupt objects or the results of others, and what is recomputed. */
class JobRecoveryIT extends OneWorker {

    @Test
    void corruptCheckpointFallsBackToThePreviousOne() {
        Job job = TestJobs.counting(4);
        CountingWork crashing = new CountingWork((epoch, context) -> {
            if (epoch == 4) {
                throw new IllegalStateException("crash");
            }
        });
        assertThat(worker.deliver(Json.canonical(job), 1, 1, crashing).join()).isEqualTo(RELEASE);
        assertThat(store.list(StoreKeys.checkpoints(job.fingerprint())))
                .containsExactly(
                        StoreKeys.checkpointManifest(job.fingerprint(), "2"),
                        StoreKeys.checkpointState(job.fingerprint(), "2"),
                        StoreKeys.checkpointManifest(job.fingerprint(), "3"),
                        StoreKeys.checkpointState(job.fingerprint(), "3"));
        store.put(StoreKeys.checkpointState(job.fingerprint(), "3"), "9".getBytes(UTF_8));
        CountingWork resumed = new CountingWork();

        assertThat(worker.deliver(Json.canonical(job), 1, 2, resumed).join()).isEqualTo(ACCEPT);

        assertThat(resumed.epochs).containsExactly(3, 4);
        assertThat(resumed.published).containsExactly("counted to 4");
        assertThat(worker.services
                        .results
                        .intact(job.fingerprint())
                        .orElseThrow()
                        .metrics())
                .as("rejected once, although later checkpoints were committed")
                .containsEntry(ResultManifest.REFUSED_CHECKPOINTS, 1.0);
    }

    @Test
    void manifestOfAnotherCheckpointIsIgnored() {
        Job job = TestJobs.counting(3);
        CountingWork crashing = new CountingWork((epoch, context) -> {
            if (epoch == 3) {
                throw new IllegalStateException("crash");
            }
        });
        worker.deliver(Json.canonical(job), 1, 1, crashing).join();
        byte[] first = store.get(StoreKeys.checkpointManifest(job.fingerprint(), "1"))
                .orElseThrow()
                .content();
        store.put(StoreKeys.checkpointManifest(job.fingerprint(), "2"), first);
        CountingWork resumed = new CountingWork();

        worker.deliver(Json.canonical(job), 1, 2, resumed).join();

        assertThat(resumed.epochs).containsExactly(2, 3);
    }

    @Test
    void corruptInputFailsItsJobAndIsRecomputedOnRequest() {
        Job producer = TestJobs.counting(1);
        worker.deliver(Json.canonical(producer), 1, 1, new CountingWork()).join();
        Artifact input = worker.services
                .results
                .intact(producer.fingerprint())
                .orElseThrow()
                .part(CountingWork.PART);
        store.put(StoreKeys.resultPart(input), "COUNTED to 1".getBytes(UTF_8));
        clearCache();
        Job job = TestJobs.countingOn(input);

        worker.deliver(Json.canonical(job), 2, 1, new CountingWork((epoch, context) -> context.input(TestJobs.INPUT)))
                .join();

        List<JobEvent> events = events(job, EventType.FAILED);
        assertThat(events.get(events.size() - 1).message())
                .contains("WRONG_DIGEST", StoreKeys.resultPart(input), "publish the request again");
        worker.deliver(Json.canonical(producer), 3, 1, new CountingWork()).join();
        assertThat(store.get(StoreKeys.resultPart(input)).orElseThrow().content())
                .isEqualTo("counted to 1".getBytes(UTF_8));
    }

    @Test
    void corruptResultIsRecomputed() {
        Job job = TestJobs.counting(1);
        worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join();
        String part = StoreKeys.resultPart(job.fingerprint(), CountingWork.PART);
        store.put(part, "COUNTED to 1".getBytes(UTF_8));
        clearCache();
        CountingWork again = new CountingWork();

        assertThat(worker.deliver(Json.canonical(job), 2, 1, again).join()).isEqualTo(RELEASE);
        assertThat(worker.deliver(Json.canonical(job), 2, 2, again).join()).isEqualTo(ACCEPT);

        assertThat(store.get(part).orElseThrow().content()).isEqualTo("counted to 1".getBytes(UTF_8));
    }

    private void clearCache() {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void resultCommittedJustBeforeTheClaimIsNotRecomputed() {
        Job job = TestJobs.counting(1);
        worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join();
        AtomicInteger looks = new AtomicInteger();
        String manifest = StoreKeys.resultManifest(job.fingerprint());
        ObjectStore early = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    boolean looksTooEarly = method.getName().equals("get")
                            && arguments[0].equals(manifest)
                            && looks.getAndIncrement() == 0;
                    return looksTooEarly ? Optional.empty() : method.invoke(store, arguments);
                });
        // The checkpoints are still stored, so work that runs again would skip its epochs.
        CountingWork again = new CountingWork() {
            @Override
            public JobResult run(AttackSpec spec, JobContext context) {
                throw new AssertionError("not called");
            }
        };

        try (TestWorker second = new TestWorker(early, cache)) {
            assertThat(second.deliver(Json.canonical(job), 2, 1, again).join()).isEqualTo(ACCEPT);
        }

        assertThat(looks).hasValueGreaterThan(1);
        assertThat(again.published).hasSize(1);
    }

    @Test
    void jobThatNobodyHasClaimedStartsAfterTwoRequests() {
        Job job = TestJobs.counting(1);
        List<String> requests = new ArrayList<>();
        List<String> beforeTheWork = new ArrayList<>();
        ObjectStore recorded = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    requests.add(method.getName());
                    return method.invoke(store, arguments);
                });

        try (TestWorker first = new TestWorker(recorded, cache)) {
            first.deliver(
                            Json.canonical(job),
                            1,
                            1,
                            new CountingWork((epoch, context) -> beforeTheWork.addAll(requests)))
                    .join();
        }

        assertThat(beforeTheWork).startsWith("get", "putIfAbsent").containsOnlyOnce("get", "putIfAbsent");
    }

    @Test
    void corruptClaimIsReplaced() {
        Job job = TestJobs.counting(1);
        store.put(StoreKeys.claim(job.fingerprint()), "{".getBytes(UTF_8));

        assertThat(worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join())
                .isEqualTo(ACCEPT);

        assertThat(worker.services.results.intact(job.fingerprint())).isPresent();
    }
}
