package io.redoubt.cli.client;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;

/** Called while an experiment is followed. */
public interface ExperimentListener {

    /** Called with each new status, and every few seconds with one that says what queued jobs wait for. */
    void status(ExperimentStatus status);

    /** Called with each event of a job of the experiment, also if the job runs under another experiment. */
    void event(JobEvent event);

    /** Called every few seconds while there is no status. */
    void unanswered();
}
