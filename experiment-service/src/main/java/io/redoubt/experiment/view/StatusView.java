package io.redoubt.experiment.view;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.api.request.ExperimentRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The latest status of every experiment. Each replica reads the whole topic. A request that this replica has published
 * is visible at once, as an experiment without jobs, until the tracker answers it.
 */
@ApplicationScoped
public class StatusView {

    private static final Logger LOG = Logger.getLogger(StatusView.class);

    static final String CHANNEL = "experiment-status";

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, ExperimentStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, Submission> submissions = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final Clock clock;

    /** A published request, and its first status from the tracker. */
    private record Submission(ExperimentStatus accepted, CompletableFuture<ExperimentStatus> answer) {}

    StatusView(Clock clock) {
        this.clock = clock;
    }

    @Incoming(CHANNEL)
    @Blocking
    void accept(ConsumerRecord<String, byte[]> record) {
        update(record);
        version.incrementAndGet();
    }

    private void update(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            statuses.remove(String.valueOf(record.key()));
            Optional.ofNullable(removals.remove(String.valueOf(record.key())))
                    .ifPresent(removal -> removal.complete(null));
            return;
        }
        try {
            ExperimentStatus status = Json.read(record.value(), ExperimentStatus.class);
            ExperimentKey.require(record.key(), status.experiment());
            statuses.put(status.experiment(), status);
            Optional.ofNullable(submissions.remove(status.experiment()))
                    .ifPresent(submission -> submission.answer().complete(status));
        } catch (UnreadableMessageException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d status ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    /**
     * Publishes a request and shows its experiment as accepted. One that has not ended keeps its status.
     *
     * @param publish publishes the request; nothing is shown if it fails
     */
    public Uni<Void> submit(ExperimentRequest request, Uni<Void> publish) {
        Submission submission = new Submission(accepted(request), new CompletableFuture<>());
        boolean ended = find(request.id())
                .map(ExperimentStatus::state)
                .map(ExperimentState::ended)
                .orElse(true);
        if (ended) {
            submissions.putIfAbsent(request.id(), submission);
            version.incrementAndGet();
        }
        return publish.onFailure().invoke(() -> submissions.remove(request.id(), submission));
    }

    /**
     * Publishes a command to forget an experiment on subscription, and waits until the tracker has done so. Fails with
     * {@link UnavailableException} if it does not in time.
     *
     * @param publish publishes the command
     */
    public Uni<Void> forget(String id, Uni<Void> publish) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> removal = removals.computeIfAbsent(id, each -> new CompletableFuture<>());
            // A copy, because a client that disconnects cancels the future.
            return publish.chain(() -> Uni.createFrom().completionStage(removal::copy))
                    .ifNoItem()
                    .after(ANSWER_TIMEOUT)
                    .failWith(() -> UnavailableException.notRemoved(id));
        });
    }

    private ExperimentStatus accepted(ExperimentRequest request) {
        return new ExperimentStatus(
                SchemaVersion.VERSION,
                request.id(),
                request.name(),
                ExperimentState.ACCEPTED,
                "the tracker has not read the request yet; see /q/health/ready if this remains so",
                clock.instant(),
                List.of());
    }

    /**
     * The experiment with the given id, once the tracker has answered its request. Fails with {@link
     * UnavailableException} if the tracker does not answer in time.
     *
     * @throws UnknownExperimentException if there is none
     */
    public Uni<ExperimentStatus> answered(String id) {
        Submission submission = submissions.get(id);
        if (submission == null) {
            return Uni.createFrom().item(get(id));
        }
        // A copy, because a client that disconnects cancels the future.
        return Uni.createFrom()
                .completionStage(() -> submission.answer().copy())
                .ifNoItem()
                .after(ANSWER_TIMEOUT)
                .failWith(() -> UnavailableException.withoutTracker(id));
    }

    /** The experiment with the given id. */
    public Optional<ExperimentStatus> find(String id) {
        return Optional.ofNullable(submissions.get(id))
                .map(Submission::accepted)
                .or(() -> Optional.ofNullable(statuses.get(id)));
    }

    /**
     * The experiment with the given id.
     *
     * @throws UnknownExperimentException if there is none
     */
    public ExperimentStatus get(String id) {
        return find(id).orElseThrow(() -> new UnknownExperimentException(id));
    }

    /** The jobs that are queued or running, each once, even if several experiments wait for it. */
    Collection<TrackedJob> inFlight() {
        Map<String, TrackedJob> jobs = new HashMap<>();
        Stream.concat(inFlight(job -> job.experiment().isEmpty()), inFlight(job -> !job.experiment()
                        .isEmpty()))
                .forEach(job -> jobs.merge(
                        job.fingerprint(), job, (own, other) -> other.running() && !own.running() ? other : own));
        return jobs.values();
    }

    private Stream<TrackedJob> inFlight(Predicate<JobStatus> which) {
        return statuses.values().stream()
                .filter(status -> !status.state().ended())
                .flatMap(status -> status.jobs().stream()
                        .filter(job -> !job.queue().isEmpty())
                        .filter(which)
                        .map(job -> TrackedJob.of(status.experiment(), job)));
    }

    /** All experiments, most recently changed first. */
    public List<ExperimentStatus> all() {
        Map<String, ExperimentStatus> all = new HashMap<>(statuses);
        submissions.forEach((id, submission) -> all.put(id, submission.accepted()));
        return all.values().stream()
                .sorted(Comparator.comparing(ExperimentStatus::updated)
                        .reversed()
                        .thenComparing(ExperimentStatus::experiment))
                .toList();
    }

    /** Returns a number that changes with every status. */
    public long version() {
        return version.get();
    }
}
