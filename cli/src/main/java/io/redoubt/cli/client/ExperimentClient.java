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

/** A user of the pipeline. */
public final class ExperimentClient {

    private static final int SEND_TIMEOUT_MS = 20_000;

    private final ClientSettings cluster;

    /** @param bootstrapServers where Kafka is, {@code host:port[,host:port...]} */
    public ExperimentClient(String bootstrapServers) {
        this(ClientSettings.plain(bootstrapServers));
    }

    /** @param cluster where Kafka is, and what it wants to be shown */
    public ExperimentClient(ClientSettings cluster) {
        this.cluster = cluster;
    }

    /**
     * Publishes a request after checking it here.
     *
     * @throws io.redoubt.api.InvalidFieldException if a field is not right
     * @throws UnreadableMessageException if it is neither YAML nor JSON
     */
    public SubmittedRequest submit(byte[] request) {
        ExperimentRequest checked = RequestReader.read(request);
        Map<TopicPartition, Long> statusFrom;
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS);
            statusFrom = reader.end(Topics.STATUS);
        }
        send(Topics.EXPERIMENTS, checked.name(), request);
        return new SubmittedRequest(checked.id(), statusFrom);
    }

    /**
     * Follows a submission until its experiment has ended.
     *
     * @param each is shown every event of the experiment
     * @param stop ends the watch early
     * @return the last status; empty if stopped before there was one
     */
    public Optional<ExperimentStatus> follow(
            SubmittedRequest submission, Consumer<JobEvent> each, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            reader.from(submission.statusFrom());
            return new Watch(submission, each).until(reader, stop);
        }
    }

    /** Follows an experiment that was submitted earlier. */
    public Optional<ExperimentStatus> follow(String experiment, Consumer<JobEvent> each, BooleanSupplier stop) {
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS, Topics.EVENTS);
            reader.fromBeginning(Topics.STATUS);
            return new Watch(new SubmittedRequest(experiment, Map.of()), each).until(reader, stop);
        }
    }

    /** The latest status of every experiment, in the order in which they last changed. */
    public List<ExperimentStatus> statuses() {
        Map<String, ExperimentStatus> latest = new LinkedHashMap<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.STATUS);
            reader.drain(Topics.STATUS, message -> {
                latest.remove(message.key());
                read(message, ExperimentStatus.class).ifPresent(status -> latest.put(status.experiment(), status));
            });
        }
        return new ArrayList<>(latest.values());
    }

    /** The finished report of an experiment. */
    public Optional<Report> report(String experiment) {
        List<Report> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.RESULTS);
            reader.drain(Topics.RESULTS, message -> {
                if (experiment.equals(message.key())) {
                    found.clear();
                    read(message, Report.class).ifPresent(found::add);
                }
            });
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /**
     * The offset of the first command that a worker which begins now has to read: the earliest of the last commands of these
     * experiments.
     *
     * @param remembered reads which experiments there are; asked after the commands were read
     */
    public long commandsFrom(Supplier<Set<String>> remembered) {
        Map<String, Long> last = new HashMap<>();
        long end;
        try (TopicReader reader = new TopicReader(cluster)) {
            reader.assign(Topics.CONTROL);
            end = reader.end(Topics.CONTROL).values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            reader.drain(Topics.CONTROL, message -> read(message, ControlCommand.class)
                    .ifPresent(command -> last.put(command.experiment(), message.offset())));
        }
        last.keySet().retainAll(remembered.get());
        return last.values().stream().mapToLong(Long::longValue).reduce(end, Math::min);
    }

    /** A client for administration, under the same settings; the caller closes it. */
    public Admin admin() {
        return Admin.create(cluster.with(Map.of()));
    }

    /** Where Kafka is, {@code host:port[,host:port...]}. */
    public String servers() {
        return cluster.servers();
    }

    /** Sends a command. */
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
            return Optional.empty(); // somebody else's record: a viewer passes over it
        }
    }

    private static final class Watch {

        private final SubmittedRequest submission;
        private final Consumer<JobEvent> each;
        private Optional<ExperimentStatus> latest = Optional.empty();

        Watch(SubmittedRequest submission, Consumer<JobEvent> each) {
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
