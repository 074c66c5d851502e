package io.redoubt.pipeline.job;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts {@code to} epochs; the count is the state and the result. */
class CountingWork implements JobWork<AttackSpec> {

    static final List<String> ALARMS = List.of("only counts");
    static final String PART = "examples.safetensors";

    /** Called before each epoch. */
    interface Step {
        void before(int epoch, JobContext context) throws Exception;
    }

    /** The epochs that this work ran, in order. */
    final List<Integer> epochs = new CopyOnWriteArrayList<>();

    /** The published results, as text. */
    final List<String> published = new CopyOnWriteArrayList<>();

    private final Step step;

    CountingWork(Step step) {
        this.step = step;
    }

    CountingWork() {
        this((epoch, context) -> {});
    }

    @Override
    public Class<AttackSpec> specType() {
        return AttackSpec.class;
    }

    @Override
    public JobResult run(AttackSpec spec, JobContext context) throws Exception {
        Optional<Path> checkpoint = context.latestCheckpoint();
        int done = checkpoint.isPresent() ? Integer.parseInt(Files.readString(checkpoint.get())) : 0;
        while (done < spec.to()) {
            done++;
            step.before(done, context);
            context.progress(progress(done, spec));
            epochs.add(done);
            String state = Integer.toString(done);
            context.checkpoint(done, progress(done, spec), file -> Files.writeString(file, state));
        }
        Path part = Files.writeString(context.scratch().resolve(PART), "counted to " + done);
        return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, (double) done), part)
                .withAlarms(ALARMS);
    }

    private static Progress progress(int epoch, AttackSpec spec) {
        return new Progress("count", epoch, spec.to(), epoch, spec.to(), 1, 0, Map.of());
    }

    @Override
    public void published(Job job, ResultManifest manifest, ResultReader reader) {
        published.add(new String(reader.read(PART)));
    }
}
