package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that come twice, late, or in another order. */
@ExtendWith(SharedTestBed.class)
class RepeatedRecordsST {

    private final FaultTestBed bench;

    RepeatedRecordsST(FaultTestBed bench) {
        this.bench = bench;
    }

    @Test
    void everyRecordTwiceAndEventsInAnyOrder() {
        ToyExperiment experiment = bench.begin("repeated");
        int copies = 0;
        for (Stage stage : List.of(Stage.PRETRAIN, Stage.FINETUNE, Stage.ATTACK, Stage.EVALUATE)) {
            bench.event(experiment, stage, EventType.STARTED);
            copies += sendEverythingAgain(experiment);
        }
        bench.outcome(experiment);
        copies += sendEverythingAgain(experiment);

        // One that comes behind all copies on every queue, and is answered from the store.
        ToyExperiment last = new ToyExperiment("after-repeated");
        bench.topic(Topics.EXPERIMENTS).send(last.payload());
        assertThat(bench.outcome(last).lost()).isZero();

        ExperimentOutcome outcome = bench.requireUnharmed("records twice, events in any order", copies, experiment);
        assertThat(outcome.started())
                .as("jobs begun")
                .isEqualTo(outcome.status().jobs().size());
    }

    /** Sends a copy of all job records and, shuffled, all events so far; returns how many. */
    private int sendEverythingAgain(ToyExperiment experiment) {
        int copies = 0;
        for (String queue : Topics.queues()) {
            List<ConsumerRecord<byte[], byte[]>> jobs = bench.topic(queue).records().stream()
                    .filter(record -> Json.read(record.value(), io.redoubt.api.job.Job.class)
                            .experiment()
                            .equals(experiment.id()))
                    .toList();
            List<ConsumerRecord<byte[], byte[]>> distinct = jobs.size() > 3 ? jobs.subList(0, 3) : jobs;
            bench.topic(queue).sendAgain(distinct);
            copies += distinct.size();
        }
        List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>(bench.topic(Topics.EVENTS).records().stream()
                .filter(FaultTestBed.keyed(experiment))
                .toList());
        Collections.shuffle(events, new Random(events.size()));
        List<ConsumerRecord<byte[], byte[]>> some = events.subList(0, Math.min(events.size(), 60));
        bench.topic(Topics.EVENTS).sendAgain(some);
        return copies + some.size();
    }

    @Test
    void twoWorkersRaceForOneJob() {
        String second = "finetune-service#2";
        bench.pipeline().restart(second);
        try {
            ToyExperiment experiment = bench.begin("raced");
            bench.event(experiment, Stage.FINETUNE, EventType.QUEUED);
            List<ConsumerRecord<byte[], byte[]>> jobs =
                    bench.topic(Topics.FINETUNE).records();
            bench.topic(Topics.FINETUNE).sendAgain(List.of(jobs.get(jobs.size() - 1), jobs.get(jobs.size() - 1)));

            ExperimentOutcome outcome = bench.requireUnharmed("two workers race for one job", 2, experiment);

            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.STARTED)
                    .hasSize(1);
        } finally {
            bench.pipeline().kill(second);
        }
    }
}
