package io.redoubt.experiment.webhook;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.report.Report;
import io.redoubt.experiment.cache.BoundedMap;
import io.redoubt.experiment.outbound.GroupReader;
import io.redoubt.experiment.outbound.RecordReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends a notification for each experiment that ends, from the records of {@code redoubt.status}. */
final class EndHandler implements GroupReader.Handler {

    private static final int REMEMBERED = 10_000;

    private final NotificationDelivery delivery;
    private final Function<String, Optional<Report>> reports;

    /** The final states that were delivered. A status of an experiment that has ended can be published again. */
    private final Map<String, ExperimentState> ended = BoundedMap.byInsertion(REMEMBERED);

    /** @param reports returns the report of an experiment, if it has one */
    EndHandler(NotificationDelivery delivery, Function<String, Optional<Report>> reports) {
        this.delivery = delivery;
        this.reports = reports;
    }

    @Override
    public boolean handle(ConsumerRecord<String, byte[]> record, int attempt) throws InterruptedException {
        Optional<ExperimentStatus> status =
                RecordReader.read(record, ExperimentStatus.class, ExperimentStatus::experiment);
        if (status.isEmpty()) {
            return true;
        }
        String experiment = status.get().experiment();
        ExperimentState state = status.get().state();
        if (!state.ended()) {
            ended.remove(experiment);
            return true;
        }
        if (ended.get(experiment) == state) {
            return true;
        }
        boolean done = deliver(status.get(), attempt);
        if (done) {
            ended.put(experiment, state);
        }
        return done;
    }

    @Override
    public void skipped() {
        delivery.skipped();
    }

    private boolean deliver(ExperimentStatus status, int attempt) throws InterruptedException {
        return delivery.deliver(status.experiment(), attempt, () -> {
            Optional<Report> report = status.state() == ExperimentState.SUCCEEDED || status.partlyFailed()
                    ? reports.apply(status.experiment())
                    : Optional.empty();
            return ExperimentEnded.of(status, report);
        });
    }
}
