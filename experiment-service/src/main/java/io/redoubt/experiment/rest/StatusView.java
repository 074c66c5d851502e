package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentStatus;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The latest status of every experiment. Each replica reads the whole topic. */
@ApplicationScoped
public class StatusView {

    private static final Logger LOG = Logger.getLogger(StatusView.class);

    private final Map<String, ExperimentStatus> statuses = new ConcurrentHashMap<>();

    @Incoming("experiment-status")
    @Blocking
    void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            statuses.remove(String.valueOf(record.key()));
            return;
        }
        try {
            ExperimentStatus status = Json.read(record.value(), ExperimentStatus.class);
            statuses.put(status.experiment(), status);
        } catch (UnreadableMessageException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d status ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    /** The experiment with the given id. */
    Optional<ExperimentStatus> find(String id) {
        return Optional.ofNullable(statuses.get(id));
    }

    /**
     * The experiment with the given id.
     *
     * @throws UnknownExperimentException if there is none
     */
    ExperimentStatus get(String id) {
        return find(id).orElseThrow(() -> UnknownExperimentException.of(id));
    }

    /** All experiments, most recently changed first. */
    List<ExperimentStatus> all() {
        return statuses.values().stream()
                .sorted(Comparator.comparing(ExperimentStatus::updated)
                        .reversed()
                        .thenComparing(ExperimentStatus::experiment))
                .toList();
    }
}
