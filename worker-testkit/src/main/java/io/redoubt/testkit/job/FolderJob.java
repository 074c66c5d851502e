package io.redoubt.testkit.job;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job whose inputs and results are files of one folder. It can be stopped when it reaches a position, after its state
 * is written, and resumed from there; the resumed job must not report an earlier position.
 */
public final class FolderJob implements JobContext {
    private static final Artifact ANY = new Artifact("ab".repeat(32), "any", "ab".repeat(32), 1);

    private final Path folder;
    private final JobSpec spec;
    private final Set<String> roles;
    private final Optional<CheckpointPosition> start;
    private final Optional<CheckpointPosition> stop;

    private FolderJob(
            Path folder,
            JobSpec spec,
            Set<String> roles,
            Optional<CheckpointPosition> start,
            Optional<CheckpointPosition> stop) {
        this.folder = folder;
        this.spec = spec;
        this.roles = roles;
        this.start = start;
        this.stop = stop;
    }

    /**
     * Returns a job that runs to completion.
     *
     * @param roles roles of the inputs; each is a file named after its role, with hyphens instead of slashes
     */
    public static FolderJob of(Path folder, JobSpec spec, Set<String> roles) {
        return new FolderJob(folder, spec, roles, Optional.empty(), Optional.empty());
    }

    /** The same job, stopped at a position. */
    public FolderJob stoppedAt(CheckpointPosition position) {
        return new FolderJob(folder, spec, roles, start, Optional.of(position));
    }

    /** The job, resumed from where it was stopped. */
    public FolderJob resumed() {
        return new FolderJob(folder, spec, roles, stop, Optional.empty());
    }

    private Path state(CheckpointPosition position) {
        return folder.resolve("state-" + position);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void progress(Progress progress, CheckpointPosition position, StateWriter state) {
        if (start.filter(began -> position.compareTo(began) < 0).isPresent()) {
            throw new AssertionError("the job is at " + position + ", but was resumed from " + start.get());
        }
        if (stop.filter(position::equals).isPresent()) {
            try {
                state.write(state(position));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new Stopped();
        }
    }

    @Override
    public void checkpoint(int epoch, Progress progress, StateWriter state) {
        progress(progress, CheckpointPosition.afterEpoch(epoch), state);
    }

    @Override
    public Optional<Path> latestCheckpoint() {
        return start.map(this::state);
    }

    @Override
    public Job job() {
        Map<String, Artifact> inputs = new HashMap<>();
        roles.forEach(role -> inputs.put(role, ANY));
        return Job.of("experiment", "node", spec, inputs);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Path scratch() {
        return folder;
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    @Override
    public Path input(String role) {
        return folder.resolve(role.replace('/', '-'));
    }

    @Override
    public Path dataset(DatasetRef dataset) {
        return folder.resolve(dataset.name());
    }

    @Override
    public ResultManifest producer(String role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetManifest datasetManifest(DatasetRef dataset) {
        throw new UnsupportedOperationException();
    }

    /** Thrown when the job is stopped. */
    public static final class Stopped extends RuntimeException {}
}
