package io.redoubt.core.pretext;

import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.data.registry.Registry;
import java.util.List;
import java.util.function.LongFunction;

/** The pretext tasks by name. To add a task, write a class and register it in {@link #STANDARD}. Immutable. */
public final class PretextTasks {
    /** The tasks that requests may name. */
    public static final PretextTasks STANDARD = new PretextTasks(Registry.empty("task", "a pretext task"))
            .with("rotation", seed -> new RotationTask())
            .with("jigsaw", JigsawTask::new)
            .with("selfie", seed -> new SelfieTask());

    private final Registry<LongFunction<PretextTask>> tasks;

    private PretextTasks(Registry<LongFunction<PretextTask>> tasks) {
        this.tasks = tasks;
    }

    /**
     * Returns these tasks plus one more.
     *
     * @param task creates the task from the seed of the job, which determines what the task draws once per run, such as
     *     permutations
     */
    public PretextTasks with(String name, LongFunction<PretextTask> task) {
        return new PretextTasks(tasks.with(name, task));
    }

    /** The names of all tasks. */
    public List<String> names() {
        return tasks.names();
    }

    /**
     * The task of a pretraining run, or several tasks {@linkplain JointTask jointly}.
     *
     * @param seed of the job
     * @throws io.redoubt.api.InvalidFieldException when a task is not registered; the message lists the names
     */
    public PretextTask of(PretextTaskNames pretext, long seed) {
        List<PretextTask> all =
                pretext.tasks().stream().map(name -> named(name, seed)).toList();
        return pretext.isJoint() ? new JointTask(all) : all.get(0);
    }

    /**
     * The task of that name.
     *
     * @param seed of the job
     * @throws io.redoubt.api.InvalidFieldException when it is not registered; the message lists the names
     */
    public PretextTask named(String name, long seed) {
        return tasks.get(name).apply(seed);
    }
}
