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

/** Duplicate, late and reordered records. */
@ExtendWith(SharedTestBed.class)
class RepeatedRecordsST {

    private final FaultTestBed testBed;

    RepeatedRecordsST(FaultTestBed testBed) {
        this.testBed = testBed;
    }

    @Test
    void duplicateRecordsAndShuffledEventsChangeNothing() {
        ToyExperiment experiment = testBed.start("repeated");
        int copies = 0;
        for (Stage stage : List.of(Stage.PRETRAIN, Stage.FINETUNE, Stage.ATTACK, Stage.EVALUATE)) {
            testBed.event(experiment, stage, EventType.STARTED);
            copies += sendEverythingAgain(experiment);
        }
        testBed.outcome(experiment);
        copies += sendEverythingAgain(experiment);

        // An experiment queued behind all copies; stored results complete it.
        ToyExperiment last = new ToyExperiment("after-repeated");
        testBed.topic(Topics.EXPERIMENTS).send(last.payload());
        assertThat(testBed.outcome(last).lost()).isZero();

        ExperimentOutcome outcome = testBed.requireUnharmed("records twice, events in any order", copies, experiment);
        assertThat(outcome.started())
                .as("started jobs")
                .isEqualTo(outcome.status().jobs().size());
    }

    /** Sends copies of all job records and, shuffled, of all events so far. Returns the number of copies. */
    private int sendEverythingAgain(ToyExperiment experiment) {
        int copies = 0;
        for (String queue : Topics.queues()) {
            List<ConsumerRecord<byte[], byte[]>> jobs = testBed.topic(queue).records().stream()
                    .filter(record -> Json.read(record.value(), io.redoubt.api.job.Job.class)
                            .experiment()
                            .equals(experiment.id()))
                    .toList();
            List<ConsumerRecord<byte[], byte[]>> distinct = jobs.size() > 3 ? jobs.subList(0, 3) : jobs;
            testBed.topic(queue).sendAgain(distinct);
            copies += distinct.size();
        }
        List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>(testBed.topic(Topics.EVENTS).records().stream()
                .filter(FaultTestBed.keyed(experiment))
                .toList());
        Collections.shuffle(events, new Random(events.size()));
        List<ConsumerRecord<byte[], byte[]>> some = events.subList(0, Math.min(events.size(), 60));
        testBed.topic(Topics.EVENTS).sendAgain(some);
        return copies + some.size();
    }

    @Test
    void twoWorkersRaceForOneJob() {
        String second = "finetune-service#2";
        testBed.deployment().restart(second);
        try {
            ToyExperiment experiment = testBed.start("raced");
            testBed.event(experiment, Stage.FINETUNE, EventType.QUEUED);
            List<ConsumerRecord<byte[], byte[]>> jobs =
                    testBed.topic(Topics.FINETUNE).records();
            testBed.topic(Topics.FINETUNE).sendAgain(List.of(jobs.get(jobs.size() - 1), jobs.get(jobs.size() - 1)));

            ExperimentOutcome outcome = testBed.requireUnharmed("two workers race for one job", 2, experiment);

            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.STARTED)
                    .hasSize(1);
        } finally {
            testBed.deployment().kill(second);
        }
    }
}
