package io.redoubt.benchmarks.program;

import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.benchmarks.deployment.Deployment;
import io.redoubt.benchmarks.deployment.ExperimentDriver;
import io.redoubt.benchmarks.deployment.NoOpWorker;
import io.redoubt.benchmarks.deployment.Service;
import io.redoubt.benchmarks.deployment.TrackerOffsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The time from the end of a job to the start of the next, and the events that the tracker handles per second, while a
 * number of experiments is in progress. One of them runs; the jobs of the others wait in a queue that nobody reads.
 */
public final class PipelineProgram implements AutoCloseable {
    private static final String WAITING_TASK = "jigsaw";
    private static final String RUNNING_TASK = "rotation";
    private static final int IMAGES = 40;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int chains;
    private final int events;
    private final Deployment deployment;
    private final ExperimentDriver driver;
    private final NoOpWorker worker;
    private final TrackerOffsets offsets;
    private final List<JobEvent> waiting;
    private int seeds;

    private PipelineProgram(Path root, int experiments, int chains, int events) {
        this.chains = chains;
        this.events = events;
        deployment = new Deployment(root);
        deployment.publish(RandomImages.grey(10 * IMAGES, IMAGES));
        deployment.start(new Service("experiment-service"));
        driver = new ExperimentDriver(deployment.kafka());
        offsets = new TrackerOffsets(deployment.kafka());
        worker = new NoOpWorker(
                deployment,
                Topics.queues().stream()
                        .filter(queue -> !queue.equals(Topics.pretrain(WAITING_TASK)))
                        .toList());
        int others = Math.max(1, experiments - 1);
        IntStream.range(0, others).forEach(i -> driver.submit(request(WAITING_TASK)));
        waiting = driver.untilAll(EventType.QUEUED, Stage.PRETRAIN, others).stream()
                .filter(event -> event.type() == EventType.QUEUED)
                .toList();
    }

    /**
     * @param arguments the folder of the repository, the number of experiments, the experiments that run in one
     *     repetition, and the events that are published in one repetition
     */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        try (PipelineProgram program = new PipelineProgram(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]))) {
            requests.serve(program::repeat);
        }
    }

    private Map<String, Double> repeat() {
        List<Double> handOffs = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            handOffs.addAll(handOffs(driver.untilEnd(driver.submit(request(RUNNING_TASK)))));
        }
        handOffs.sort(null);
        return Map.of("p50", percentile(handOffs, 50), "p99", percentile(handOffs, 99), "events", eventsPerSecond());
    }

    private static List<Double> handOffs(List<JobEvent> events) {
        List<Double> milliseconds = new ArrayList<>();
        JobEvent ended = null;
        for (JobEvent event : events) {
            if (event.type() == EventType.SUCCEEDED) {
                ended = event;
            } else if (event.type() == EventType.STARTED && ended != null) {
                milliseconds.add(Duration.between(ended.time(), event.time()).toNanos() / NANOS_PER_MILLISECOND);
            }
        }
        return milliseconds;
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** Each event changes the state of a job. */
    private double eventsPerSecond() {
        List<JobEvent> started = IntStream.range(0, events)
                .mapToObj(i -> started(waiting.get(i % waiting.size())))
                .toList();
        long begin = System.nanoTime();
        driver.send(started);
        offsets.awaitAll(Topics.EVENTS);
        return events / ((System.nanoTime() - begin) / NANOS_PER_SECOND);
    }

    private static JobEvent started(JobEvent queued) {
        return new JobEvent(
                queued.schema(),
                queued.experiment(),
                queued.node(),
                queued.stage(),
                queued.fingerprint(),
                EventType.STARTED,
                queued.time(),
                "benchmark",
                1,
                queued.progress(),
                queued.result(),
                false,
                "");
    }

    /** A chain of five jobs; none is shared with another request. */
    private String request(String task) {
        return """
                {"name": "benchmark", "dataset": "%s", "model": {"depth": 10, "width": 1}, "seed": %d,
                 "pretrain": [{"id": "trunk", "task": "%s"}], "finetune": [{"from": "trunk"}],
                 "evaluate": {"attacks": ["pgd-2"], "images": %d, "shard": %d, "last": false, "checks": 0}}
                """.formatted(RandomImages.NAME, ++seeds, task, IMAGES, IMAGES);
    }

    @Override
    public void close() {
        worker.close();
        driver.close();
        offsets.close();
        deployment.close();
    }
}
