package io.redoubt.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.testkit.BoundedWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

/** Jobs that are interrupted, taken over or find corrupt objects, and what resumes or recomputes them. */
class JobRecoveryIT extends OneWorker {

    @Test
    void cancelledJobStopsAndResumesWhenQueuedAgain() {
        Job job = TestJobs.counting(3);
        CountDownLatch running = new CountDownLatch(1);
        CountingWork endless = new CountingWork((epoch, context) -> {
            if (epoch == 2) {
                running.countDown();
                workForever(context);
            }
        });
        CompletableFuture<AcknowledgeType> acknowledgement = worker.deliver(Json.canonical(job), 1, 1, endless);
        BoundedWait.on(running);

        worker.command(job, ControlCommand.Action.CANCEL);

        assertThat(acknowledgement.join()).isEqualTo(ACCEPT);
        assertThat(types(events(job, EventType.CANCELLED))).endsWith(EventType.CANCELLED);
        CountingWork late = new CountingWork();
        assertThat(worker.deliver(Json.canonical(job), 2, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).isEmpty();

        worker.command(job, ControlCommand.Action.RESUME);
        assertThat(worker.deliver(Json.canonical(job), 3, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).containsExactly(2, 3);
    }

    private static void workForever(JobContext context) {
        while (true) {
            context.progress(new Progress("wait", 2, 3, 0, 0, 0, 0, Map.of()));
            Thread.onSpinWait();
        }
    }

    @Test
    void takenOverJobResumesFromItsCheckpointAndItsFormerWorkerIsFenced() {
        Job job = TestJobs.counting(4);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch waking = new CountDownLatch(1);
        CountingWork former = new CountingWork((epoch, context) -> {
            if (epoch == 3) {
                hanging.countDown();
                BoundedWait.on(waking);
            }
        });
        CountingWork latter = new CountingWork();
        CompletableFuture<AcknowledgeType> formerAcknowledgement = worker.deliver(Json.canonical(job), 1, 1, former);
        BoundedWait.on(hanging);

        try (TestWorker second = new TestWorker(store, cache)) {
            assertThat(second.deliver(Json.canonical(job), 1, 2, latter).join()).isEqualTo(ACCEPT);
        }
        ResultManifest committed =
                worker.services.results.intact(job.fingerprint()).orElseThrow();
        waking.countDown();

        assertThat(formerAcknowledgement.join()).isEqualTo(RELEASE);
        assertThat(latter.epochs).containsExactly(3, 4);
        assertThat(former.published).isEmpty();
        assertThat(worker.services.results.intact(job.fingerprint())).contains(committed);
        assertThat(events(job, EventType.SUCCEEDED).stream().filter(event -> event.type() == EventType.SUCCEEDED))
                .hasSize(1);
    }

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
    void pausedJobCommitsItsStateAndResumesFromIt() {
        Job job = TestJobs.counting(3);
        CountDownLatch running = new CountDownLatch(1);
        CountingWork interruptible = new CountingWork((epoch, context) -> {
            if (epoch == 2) {
                running.countDown();
                workForever(context, new CheckpointPosition(1, 5), "1");
            }
        });
        CompletableFuture<AcknowledgeType> acknowledgement = worker.deliver(Json.canonical(job), 1, 1, interruptible);
        BoundedWait.on(running);

        worker.command(job, ControlCommand.Action.PAUSE);

        assertThat(acknowledgement.join()).isEqualTo(ACCEPT);
        assertThat(types(events(job, EventType.CANCELLED)))
                .endsWith(EventType.CHECKPOINTED, EventType.CANCELLED)
                .doesNotContain(EventType.FAILED);
        assertThat(store.head(StoreKeys.checkpointManifest(job.fingerprint(), "1.5")))
                .isPresent();
        CountingWork late = new CountingWork();
        assertThat(worker.deliver(Json.canonical(job), 2, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).isEmpty();

        worker.command(job, ControlCommand.Action.RESUME);
        assertThat(worker.deliver(Json.canonical(job), 3, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).containsExactly(2, 3);
    }

    private static void workForever(JobContext context, CheckpointPosition position, String state) {
        while (true) {
            context.progress(
                    new Progress("wait", 2, 3, 0, 0, 0, 0, Map.of()), position, file -> Files.writeString(file, state));
            Thread.onSpinWait();
        }
    }

    @Test
    void shutdownCommitsTheStateWithinTheEpoch() {
        Job job = TestJobs.counting(2);
        CountDownLatch running = new CountDownLatch(1);
        CountingWork work = new CountingWork((epoch, context) -> {
            running.countDown();
            workForever(context, new CheckpointPosition(0, 17), "1");
        });
        CompletableFuture<AcknowledgeType> acknowledgement = worker.deliver(Json.canonical(job), 1, 1, work);
        BoundedWait.on(running);

        worker.runner.stop();

        assertThat(acknowledgement.join()).isEqualTo(RELEASE);
        CountingWork next = new CountingWork();
        try (TestWorker second = new TestWorker(store, cache)) {
            assertThat(second.deliver(Json.canonical(job), 1, 2, next).join()).isEqualTo(ACCEPT);
        }
        assertThat(next.epochs).as("epoch 1 came from the state at 0.17").containsExactly(2);
    }

    @Test
    void longEpochIsCheckpointedPeriodically() {
        Job job = TestJobs.counting(1);
        CountingWork work = new CountingWork((epoch, context) -> {
            for (int step = 1;
                    store.list(StoreKeys.checkpoints(job.fingerprint())).isEmpty();
                    step++) {
                context.progress(
                        new Progress("count", 1, 1, 0, 0, 0, 0, Map.of()),
                        new CheckpointPosition(0, step),
                        file -> Files.writeString(file, "0"));
            }
        });

        assertThat(worker.deliver(Json.canonical(job), 1, 1, work).join()).isEqualTo(ACCEPT);
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
        CountingWork again = new CountingWork();

        try (TestWorker second = new TestWorker(early, cache)) {
            assertThat(second.deliver(Json.canonical(job), 2, 1, again).join()).isEqualTo(ACCEPT);
        }

        assertThat(looks).hasValueGreaterThan(1);
        assertThat(again.epochs).isEmpty();
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

    @Test
    void shutdownReleasesTheJob() {
        Job job = TestJobs.counting(2);
        CountDownLatch running = new CountDownLatch(1);
        CountingWork work = new CountingWork((epoch, context) -> {
            running.countDown();
            workForever(context);
        });
        CompletableFuture<AcknowledgeType> acknowledgement = worker.deliver(Json.canonical(job), 1, 1, work);
        BoundedWait.on(running);

        worker.runner.stop();

        assertThat(acknowledgement.join()).isEqualTo(RELEASE);
        assertThat(worker.deliver(Json.canonical(job), 1, 2, work).join()).isEqualTo(RELEASE);
    }
}
