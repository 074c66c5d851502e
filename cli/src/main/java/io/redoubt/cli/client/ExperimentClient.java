package io.redoubt.cli.client;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.filter.FilterExpression;
import io.redoubt.pipeline.queue.QueueWorkers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Submits, follows and controls experiments over Kafka. */
public final class ExperimentClient {

    private static final int SEND_TIMEOUT_MS = 20_000;

    /** How long after its submission the first status of an experiment may appear. */
    private static final Duration FIRST_STATUS_TIMEOUT = Duration.ofSeconds(3);

    private final ClientSettings cluster;
    private final Duration firstStatusTimeout;

    /** @param bootstrapServers Kafka, {@code host:port[,host:port...]} */
    public ExperimentClient(String bootstrapServers) {
        this(ClientSettings.plain(bootstrapServers));
    }

    /** @param cluster address and security settings of Kafka */
    public ExperimentClient(ClientSettings cluster) {
        this(cluster, FIRST_STATUS_TIMEOUT);
    }

    /** @param firstStatusTimeout how long to wait for the first status of an unknown experiment */
    ExperimentClient(ClientSettings cluster, Duration firstStatusTimeout) {
        this.cluster = cluster;
        this.firstStatusTimeout = firstStatusTimeout;
    }

    /**
     * Validates and publishes a request.
     *
     * @throws io.redoubt.api.InvalidFieldException if a field is invalid
     * @throws io.redoubt.api.UnreadableMessageException if it is neither YAML nor JSON
     */
    public SubmittedRequest submit(byte[] request) {
        ExperimentRequest validated = RequestReader.read(request);
        Map<TopicPartition, Long> statusFrom;
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS);
            statusFrom = reader.end(Topics.STATUS);
        }
        send(Topics.EXPERIMENTS, validated.name(), request);
        return new SubmittedRequest(validated.id(), statusFrom);
    }

    /**
     * Follows a submitted experiment until it ends.
     *
     * @param listener called with the status and the events
     * @param stop polled; returns true to stop early
     * @return the last status; empty if stopped before the first status arrived
     */
    public Optional<ExperimentStatus> follow(
            SubmittedRequest submission, ExperimentListener listener, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster);
                QueueWorkers workers = new QueueWorkers(this::admin)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            reader.from(submission.statusFrom());
            LatestStatus latest = new LatestStatus(submission.experiment());
            return new ExperimentWatch(latest, listener, workers).until(reader, stop);
        }
    }

    /**
     * Follows an experiment that was submitted earlier.
     *
     * @throws UnknownExperimentException if there is none
     */
    public Optional<ExperimentStatus> follow(String experiment, ExperimentListener listener, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster);
                QueueWorkers workers = new QueueWorkers(this::admin)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            LatestStatus latest = new LatestStatus(experiment);
            latest.require(reader, firstStatusTimeout);
            return new ExperimentWatch(latest, listener, workers).until(reader, stop);
        }
    }

    /**
     * The latest status of one experiment, with a message for each queued job that no worker takes.
     *
     * @throws UnknownExperimentException if there is none
     */
    public ExperimentStatus status(String experiment) {
        try (TopicReader reader = new TopicReader(cluster);
                QueueWorkers workers = new QueueWorkers(this::admin)) {
            reader.assign(Topics.STATUS);
            return workers.explain(new LatestStatus(experiment).require(reader, firstStatusTimeout));
        }
    }

    /**
     * Passes events of an experiment's jobs on, in the order of the topic.
     *
     * @param each called with the name of the job in this experiment, and the event
     * @return the status of the experiment after the events
     * @throws UnknownExperimentException if there is none
     * @throws InvalidFieldException if the query names a job that the experiment does not have
     */
    public ExperimentStatus events(String experiment, EventQuery query, BiConsumer<String, JobEvent> each) {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            LatestStatus latest = new LatestStatus(experiment);
            latest.require(reader, firstStatusTimeout);
            return new ExperimentEvents(latest, query, each).read(reader);
        }
    }

    /** The latest status of every experiment, least recently changed first. */
    public List<ExperimentStatus> statuses() {
        Map<String, ExperimentStatus> latest = new LinkedHashMap<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS);
            reader.readToEnd(Topics.STATUS, message -> {
                latest.remove(message.key());
                Messages.read(message, ExperimentStatus.class)
                        .filter(status -> status.experiment().equals(message.key()))
                        .ifPresent(status -> latest.put(status.experiment(), status));
            });
        }
        return new ArrayList<>(latest.values());
    }

    /**
     * The latest status of the experiments that a filter selects, least recently changed first. Accuracies are those of
     * reports.
     */
    public List<ExperimentStatus> statuses(FilterExpression filter) {
        List<ExperimentStatus> all = statuses();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.EXPERIMENTS, Topics.EVENTS, Topics.RESULTS);
            FilterFigures figures = FilterFigures.read(reader, Clock.systemUTC().instant(), filter.needsResults());
            return all.stream()
                    .filter(status -> filter.accepts(figures.of(status)))
                    .toList();
        }
    }

    /** The progress that jobs have told in the last minute. */
    public RunningJobs runningJobs() {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.EVENTS);
            return RunningJobs.read(reader, Clock.systemUTC().instant());
        }
    }

    /**
     * The experiments that use a data set and have not ended, by id.
     *
     * @param uses whether a request names the data set
     */
    public Set<String> unfinished(Predicate<ExperimentRequest> uses) {
        Set<String> ids = statuses().stream()
                .filter(status -> !status.state().ended())
                .map(ExperimentStatus::experiment)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> using = new HashSet<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.EXPERIMENTS);
            reader.readToEnd(
                    Topics.EXPERIMENTS,
                    message -> request(message).filter(uses).ifPresent(request -> using.add(request.id())));
        }
        ids.retainAll(using);
        return ids;
    }

    /**
     * The request of an experiment as it was sent.
     *
     * @return empty if there is no such experiment, or its request has been removed
     */
    public Optional<byte[]> request(String experiment) {
        List<byte[]> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.EXPERIMENTS);
            reader.readToEnd(Topics.EXPERIMENTS, message -> request(message)
                    .filter(request -> request.id().equals(experiment))
                    .ifPresent(request -> found.add(message.value())));
        }
        return found.stream().findFirst();
    }

    static Optional<ExperimentRequest> request(ConsumerRecord<String, byte[]> message) {
        try {
            return message.value() == null ? Optional.empty() : Optional.of(RequestReader.read(message.value()));
        } catch (InvalidFieldException | UnreadableMessageException e) {
            return Optional.empty(); // rejected by the tracker
        }
    }

    /**
     * The report of a finished experiment.
     *
     * @throws UnknownExperimentException if there is no such experiment
     * @throws IllegalStateException if it has no report
     */
    public Report requireReport(String experiment) {
        return report(experiment)
                .orElseThrow(() -> new IllegalStateException("experiment " + experiment + " has no report: it is "
                        + status(experiment).stateText() + "; `redoubt status " + experiment + "` shows its jobs"));
    }

    /** The report of a finished experiment. */
    public Optional<Report> report(String experiment) {
        List<Report> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.RESULTS);
            reader.readToEnd(Topics.RESULTS, message -> {
                if (experiment.equals(message.key())) {
                    found.clear();
                    Messages.read(message, Report.class)
                            .filter(report -> report.experiment().equals(experiment))
                            .ifPresent(found::add);
                }
            });
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /**
     * The offset of the first command that a newly started worker needs: the earliest among the last commands of each
     * experiment.
     *
     * @param experiments returns the ids of all current experiments; called after the commands have been read
     */
    public long firstUnreadCommand(Supplier<Set<String>> experiments) {
        Map<String, Long> last = new HashMap<>();
        long end;
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.CONTROL);
            end = reader.end(Topics.CONTROL).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            reader.readToEnd(Topics.CONTROL, message -> Messages.read(message, ControlCommand.class)
                    .ifPresent(command -> last.put(command.experiment(), message.offset())));
        }
        last.keySet().retainAll(experiments.get());
        return last.values().stream().mapToLong(Long::longValue).reduce(end, Math::min);
    }

    /** Creates an admin client with the same settings; the caller closes it. */
    public Admin admin() {
        return Admin.create(cluster.with(Map.of()));
    }

    /** Bootstrap servers, {@code host:port[,host:port...]}. */
    public String servers() {
        return cluster.servers();
    }

    /**
     * Publishes a command for an experiment.
     *
     * @throws UnknownExperimentException if there is none
     * @throws CommandConflictException if the command has no effect in the experiment's state
     */
    public void control(String experiment, ControlCommand.Action action) {
        CommandConflictException.check(action, status(experiment));
        publish(experiment, action);
    }

    /** Publishes a command, whatever the state of the experiment. */
    void publish(String experiment, ControlCommand.Action action) {
        ControlCommand command = new ControlCommand(SchemaVersion.VERSION, experiment, action);
        send(Topics.CONTROL, experiment, Json.canonical(command));
    }

    private void send(String topic, String key, byte[] value) {
        Map<String, Object> settings = cluster.with(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_TIMEOUT_MS));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | TimeoutException e) {
            throw new UnreachableException(cluster.servers(), topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(cluster.servers(), topic, e);
        }
    }
}
