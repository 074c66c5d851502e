package io.redoubt.system;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.report.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an experiment has left behind.
 *
 * @param report its report
 * @param status its last state
 * @param events all events of its jobs, in their order
 */
record ExperimentOutcome(Report report, ExperimentStatus status, List<JobEvent> events) {

    /** How often a job was begun. */
    long started() {
        return count(EventType.STARTED);
    }

    long count(EventType type) {
        // A record that was sent again tells of nothing new.
        return events.stream().filter(event -> event.type() == type).distinct().count();
    }

    /** Jobs of the plan that have not succeeded. */
    long lost() {
        return status.jobs().stream()
                .filter(job -> job.state() != JobState.SUCCEEDED)
                .count();
    }

    /** Jobs of which more than one result was announced: other content, or another worker's commit. */
    long doubled() {
        return events.stream()
                .filter(event -> event.type() == EventType.SUCCEEDED)
                .collect(Collectors.groupingBy(
                        JobEvent::fingerprint,
                        Collectors.mapping(
                                event -> event.result().orElseThrow().worker() + digests(event), Collectors.toSet())))
                .values()
                .stream()
                .filter(results -> results.size() > 1)
                .count();
    }

    /** SHA-256 of every model and all examples, by job and name; other files tell of times. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        events.stream()
                .filter(event -> event.type() == EventType.SUCCEEDED)
                .forEach(event -> event.result().orElseThrow().parts().stream()
                        .filter(part -> part.part().endsWith(".safetensors"))
                        .forEach(part -> digests.put(event.node() + "/" + part.part(), part.sha256())));
        return digests;
    }

    private static String digests(JobEvent event) {
        return event.result().orElseThrow().parts().stream()
                .map(Artifact::sha256)
                .toList()
                .toString();
    }
}
