package io.redoubt.cli.view;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Job events as lines with time, job and worker. Jobs report progress every second; a line is made once per minute. */
public final class EventLogView {

    private static final Duration PROGRESS_INTERVAL = Duration.ofMinutes(1);

    private final DateTimeFormatter time;
    private final Map<String, Instant> nextProgress = new HashMap<>();

    /** @param zone the time zone of the reader */
    public EventLogView(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /**
     * Returns the line of an event; empty for progress within a minute after other progress of the same job.
     *
     * @param node name of the job
     */
    public Optional<String> line(String node, JobEvent event) {
        if (event.type() == EventType.PROGRESS && !progressIsDue(event)) {
            return Optional.empty();
        }
        String worker = event.type() == EventType.STARTED && !event.worker().isEmpty() ? " on " + event.worker() : "";
        return Optional.of(String.format(
                Locale.ROOT, "%s  %-40s %s%s", time.format(event.time()), node, EventText.of(event), worker));
    }

    private boolean progressIsDue(JobEvent event) {
        boolean due = !event.time().isBefore(nextProgress.getOrDefault(event.fingerprint(), Instant.MIN));
        if (due) {
            nextProgress.put(event.fingerprint(), event.time().plus(PROGRESS_INTERVAL));
        }
        return due;
    }
}
