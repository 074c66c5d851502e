package io.redoubt.experiment.ui.plan;

import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import java.util.List;

/**
 * A node of the drawn plan: one job, or all attack jobs of one subject.
 *
 * @param name name of the job, or the common part of the names
 * @param stage the kind of job
 * @param states states of its jobs
 * @param job number of its first job in the plan, from 0
 */
record GraphNode(String name, Stage stage, List<JobState> states, int job) {

    /** What needs attention comes first. */
    private static final List<JobState> BY_IMPORTANCE =
            List.of(JobState.FAILED, JobState.RUNNING, JobState.QUEUED, JobState.WAITING, JobState.CANCELLED);

    GraphNode {
        states = List.copyOf(states);
    }

    /** Returns the state of the node: that of the job that needs most attention. */
    JobState state() {
        return BY_IMPORTANCE.stream().filter(states::contains).findFirst().orElse(JobState.SUCCEEDED);
    }

    /** Returns the state as text, with the number of finished jobs if there are several. */
    String caption() {
        long done = states.stream().filter(state -> state == JobState.SUCCEEDED).count();
        return states.size() == 1
                ? state().wireName()
                : state().wireName() + ", " + done + " of " + states.size() + " jobs";
    }

    /** Returns the name without the stage. */
    String label() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(slash + 1);
    }

    /** Returns the column in which it is drawn. */
    int column() {
        return switch (stage) {
            case PRETRAIN -> 0;
            case FINETUNE -> 1;
            case ATTACK, DIAGNOSE -> 2;
            case EVALUATE, TRANSFER -> 3;
            case REPORT -> 4;
        };
    }
}
