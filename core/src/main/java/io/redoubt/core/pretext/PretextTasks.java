package io.redoubt.core.pretext;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.PretextTaskNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** The pretext tasks by name. CONTRIBUTING.md lists the steps to add one. */
public final class PretextTasks {
    private static final Map<String, LongFunction<PretextTask>> TASKS = Map.of(
            "rotation", seed -> new RotationTask(), "jigsaw", JigsawTask::new, "selfie", seed -> new SelfieTask());

    private PretextTasks() {}

    /**
     * What a trunk is pretrained on: the task, or the tasks {@link JointTask jointly}.
     *
     * @param seed of the job, see {@link #named}
     */
    public static PretextTask of(PretextTaskNames pretext, long seed) {
        List<PretextTask> tasks =
                pretext.tasks().stream().map(name -> named(name, seed)).toList();
        return pretext.isJoint() ? new JointTask(tasks) : tasks.get(0);
    }

    /** The names of all tasks. */
    public static Set<String> names() {
        return TASKS.keySet();
    }

    /**
     * The task of that name.
     *
     * @param seed of the job; what a task draws once for a whole run, such as a set of permutations, follows from it
     * @throws InvalidFieldException when no such task is known
     */
    public static PretextTask named(String name, long seed) {
        LongFunction<PretextTask> task = TASKS.get(name);
        if (task == null) {
            throw new InvalidFieldException(
                    "task",
                    "'" + name + "' is not a pretext task; known are "
                            + String.join(", ", TASKS.keySet().stream().sorted().toList()));
        }
        return task.apply(seed);
    }
}
