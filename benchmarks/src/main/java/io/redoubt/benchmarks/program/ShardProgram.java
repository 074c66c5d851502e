package io.redoubt.benchmarks.program;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.benchmarks.deployment.Deployment;
import io.redoubt.benchmarks.deployment.ExperimentDriver;
import io.redoubt.benchmarks.deployment.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An attack in shards that some attack-services share. Answers {@code images} and the seconds {@code attack}. */
public final class ShardProgram implements AutoCloseable {
    private static final int TRAIN_IMAGES = 400;
    private static final double NANOS = 1e9;

    private final Deployment deployment;
    private final ExperimentDriver driver;
    private final int images;
    private final int shards;
    private final String attack;
    private int seeds;

    private ShardProgram(Path root, int workers, int images, int shards, String attack) {
        this.images = images;
        this.shards = shards;
        this.attack = attack;
        deployment = new Deployment(root);
        deployment.publish(RandomImages.grey(TRAIN_IMAGES, images));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
        List<Service> services =
                new ArrayList<>(List.of(new Service("experiment-service"), new Service("finetune-service")));
        services.addAll(Collections.nCopies(
                workers, new Service("attack-service", Map.of("OMP_NUM_THREADS", String.valueOf(threads)))));
        deployment.start(services);
        driver = new ExperimentDriver(deployment.kafka());
    }

    /** @param arguments the folder of the repository, attack-services, images, shards, and the attack */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        try (ShardProgram program = new ShardProgram(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4])) {
            requests.serve(program::repeat);
        }
    }

    private Map<String, ?> repeat() {
        driver.submit(request());
        Instant begin = first(driver.untilAll(EventType.SUCCEEDED, Stage.ATTACK, shards), EventType.STARTED);
        return Map.of(
                "images",
                images,
                "attack",
                Duration.between(begin, Instant.now()).toNanos() / NANOS);
    }

    private static Instant first(List<JobEvent> events, EventType type) {
        return events.stream()
                .filter(event -> event.stage() == Stage.ATTACK && event.type() == type)
                .map(JobEvent::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String request() {
        return """
                {"name": "benchmark", "dataset": "%s", "model": {"depth": 10, "width": 8}, "seed": %d,
                 "defaults": {"finetune": {"epochs": 1, "selectionSteps": 1}},
                 "finetune": [{"from": "none", "training": "standard"}],
                 "evaluate": {"attacks": ["%s"], "images": %d, "shard": %d, "last": false, "checks": 0}}
                """.formatted(RandomImages.NAME, ++seeds, attack, images, images / shards);
    }

    @Override
    public void close() {
        driver.close();
        deployment.close();
    }
}
