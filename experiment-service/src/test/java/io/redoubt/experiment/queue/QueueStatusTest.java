package io.redoubt.experiment.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.experiment.view.TrackedJob;
import io.redoubt.pipeline.queue.ShareGroupMember;
import io.redoubt.pipeline.queue.ShareGroupState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueStatusTest {

    private static List<TrackedJob> jobs(int queued, int running) {
        return Stream.concat(
                        IntStream.range(0, queued).mapToObj(i -> job("queued-" + i, false)),
                        IntStream.range(0, running).mapToObj(i -> job("running-" + i, true)))
                .toList();
    }

    private static TrackedJob job(String fingerprint, boolean running) {
        return new TrackedJob(fingerprint, Topics.FINETUNE, running, "one-1", "finetune/none");
    }

    private static ShareGroupState group(long lag, int members) {
        return new ShareGroupState(
                lag,
                IntStream.range(0, members)
                        .mapToObj(i -> new ShareGroupMember("worker-" + i, "10.0.0." + i))
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // case | lag of the broker | queued | running | members || waiting | running
                "nothing                                                    | 0 | 0 | 0 | 1 | 0 | 0",
                "a marker after each of three jobs                          | 6 | 3 | 0 | 0 | 3 | 0",
                "three jobs in one transaction                              | 4 | 3 | 0 | 0 | 3 | 0",
                "one of three jobs runs, its marker is not read             | 6 | 2 | 1 | 1 | 2 | 1",
                "two jobs run, all markers are read                         | 2 | 0 | 2 | 3 | 0 | 2",
                "the job has just ended, its event is not read              | 0 | 0 | 1 | 1 | 0 | 0",
                "the last worker died with its job                          | 2 | 0 | 1 | 0 | 1 | 0",
                "one of two workers died with its job                       | 2 | 0 | 2 | 1 | 1 | 1",
                "records that the tracker does not know, without markers    | 3 | 0 | 0 | 0 | 3 | 0",
                "two jobs with markers and three records of other producers | 7 | 1 | 1 | 1 | 4 | 1",
            })
    void countsJobsButNotTransactionMarkers(
            String name, long brokerLag, int queued, int started, int members, long waiting, long running) {
        QueueStatus status = QueueStatus.of(
                Topics.FINETUNE,
                group(brokerLag, members),
                jobs(queued, started),
                Map.of(),
                worker -> Optional.empty());

        assertThat(status.waiting()).as("waiting").isEqualTo(waiting);
        assertThat(status.running()).as("running").isEqualTo(running);
        assertThat(status.lag()).isEqualTo(waiting + running);
        assertThat(status.members()).isEqualTo(members);
    }

    @Test
    void stageIsTheTopicWithoutPrefix() {
        assertThat(QueueStatus.stages())
                .hasSameSizeAs(Topics.queues())
                .contains("pretrain.rotation", "pretrain.joint", "finetune", "attack", "evaluate");
    }
}
