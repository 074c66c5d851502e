package io.redoubt.experiment.stream;

import io.redoubt.experiment.track.Decision;
import io.redoubt.experiment.track.Experiment;
import io.redoubt.experiment.track.InFlightJob;
import io.redoubt.experiment.track.TrackerState;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state of the tracker in Kafka Streams state stores: in memory, backed by changelog topics. */
final class TrackerStateStores implements TrackerState {

    private static final String EXPERIMENTS = "experiments";
    private static final String JOBS = "jobs";

    private final KeyValueStore<String, Experiment> experiments;
    private final KeyValueStore<String, InFlightJob> jobs;

    TrackerStateStores(ProcessorContext<?, ?> context) {
        this.experiments = context.getStateStore(EXPERIMENTS);
        this.jobs = context.getStateStore(JOBS);
    }

    /** Returns the topic that backs the state of experiments. */
    static String changelog(String applicationId) {
        return applicationId + "-" + EXPERIMENTS + "-changelog";
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(builder(EXPERIMENTS, Experiment.class), builder(JOBS, InFlightJob.class));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> builder(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), JsonSerde.of(type));
    }

    @Override
    public Optional<Experiment> experiment(String id) {
        return Optional.ofNullable(experiments.get(id));
    }

    @Override
    public Optional<InFlightJob> job(String fingerprint) {
        return Optional.ofNullable(jobs.get(fingerprint));
    }

    void apply(Decision decision) {
        decision.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        decision.forgotten().forEach(experiments::delete);
        decision.jobs().forEach((fingerprint, job) -> jobs.put(fingerprint, job.orElse(null)));
    }
}
