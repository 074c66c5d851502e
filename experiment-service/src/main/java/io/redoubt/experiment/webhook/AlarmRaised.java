package io.redoubt.experiment.webhook;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.JobEvent;
import java.time.Instant;

/**
 * The notification of an alarm, before the end of its experiment.
 *
 * @param schema schema version
 * @param id id of the notification: of an experiment, a job and an alarm
 * @param type {@value #TYPE}
 * @param experiment id of the experiment
 * @param job name of the job that found it, such as {@code evaluate/none/full-adversarial}
 * @param alarm the reason to doubt the figures of the subject
 * @param time when the job ended
 */
record AlarmRaised(int schema, String id, String type, String experiment, String job, String alarm, Instant time)
        implements Notification {

    static final String TYPE = "experiment.alarm";

    static AlarmRaised of(JobEvent event, String alarm) {
        return new AlarmRaised(
                SchemaVersion.VERSION,
                Notification.idOf(event.experiment() + " " + event.node() + " " + alarm),
                TYPE,
                event.experiment(),
                event.node(),
                alarm,
                event.time());
    }
}
