package io.redoubt.cli.client;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    private final ClientSettings cluster;

    /** @param bootstrapServers Kafka, {@code host:port[,host:port...]} */
    public ExperimentClient(String bootstrapServers) {
        this(ClientSettings.plain(bootstrapServers));
    }

    /** @param cluster address and security settings of Kafka */
    public ExperimentClient(ClientSettings cluster) {
        this.cluster = cluster;
    }

    /**
     * Validates and publishes a request.
     *
     * @throws io.redoubt.api.InvalidFieldException if a field is invalid
     * @throws UnreadableMessageException if it is neither YAML nor JSON
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
     * @param each called with each event of the experiment
     * @param stop polled; returns true to stop early
     * @return the last status; empty if stopped before the first status arrived
     */
    public Optional<ExperimentStatus> follow(
            SubmittedRequest submission, Consumer<JobEvent> each, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            reader.from(submission.statusFrom());
            return new ExperimentWatch(submission, each).until(reader, stop);
        }
    }

    /** Follows an experiment that was submitted earlier. */
    public Optional<ExperimentStatus> follow(String experiment, Consumer<JobEvent> each, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            reader.fromBeginning(Topics.STATUS);
            return new ExperimentWatch(new SubmittedRequest(experiment, Map.of()), each).until(reader, stop);
        }
    }

    /** The latest status of every experiment, least recently changed first. */
    public List<ExperimentStatus> statuses() {
        Map<String, ExperimentStatus> latest = new LinkedHashMap<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS);
            reader.readToEnd(Topics.STATUS, message -> {
                latest.remove(message.key());
                read(message, ExperimentStatus.class).ifPresent(status -> latest.put(status.experiment(), status));
            });
        }
        return new ArrayList<>(latest.values());
    }

    /** The report of a finished experiment. */
    public Optional<Report> report(String experiment) {
        List<Report> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.RESULTS);
            reader.readToEnd(Topics.RESULTS, message -> {
                if (experiment.equals(message.key())) {
                    found.clear();
                    read(message, Report.class).ifPresent(found::add);
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
            reader.readToEnd(Topics.CONTROL, message -> read(message, ControlCommand.class)
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

    /** Publishes a control command. */
    public void control(String experiment, ControlCommand.Action action) {
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

    private static <T> Optional<T> read(ConsumerRecord<String, byte[]> message, Class<T> type) {
        try {
            return message.value() == null ? Optional.empty() : Optional.of(Json.read(message.value(), type));
        } catch (UnreadableMessageException e) {
            return Optional.empty(); // not a record of this schema: skip it
        }
    }

    private static final class ExperimentWatch {

        private final SubmittedRequest submission;
        private final Consumer<JobEvent> each;
        private Optional<ExperimentStatus> latest = Optional.empty();

        ExperimentWatch(SubmittedRequest submission, Consumer<JobEvent> each) {
            this.submission = submission;
            this.each = each;
        }

        Optional<ExperimentStatus> until(TopicReader reader, BooleanSupplier stop) {
            while (!stop.getAsBoolean()
                    && latest.filter(status -> status.state().ended()).isEmpty()) {
                reader.poll(this::accept);
            }
            return latest;
        }

        private void accept(ConsumerRecord<String, byte[]> message) {
            if (message.topic().equals(Topics.STATUS)) {
                read(message, ExperimentStatus.class)
                        .filter(status -> submission.experiment().equals(status.experiment()))
                        .ifPresent(status -> latest = Optional.of(status));
            } else {
                read(message, JobEvent.class)
                        .filter(event -> submission.experiment().equals(event.experiment()))
                        .ifPresent(each);
            }
        }
    }
}
