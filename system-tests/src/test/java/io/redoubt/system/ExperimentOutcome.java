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
 * The outcome of an experiment.
 *
 * @param report report
 * @param status last status
 * @param events all events of its jobs, in order
 */
record ExperimentOutcome(Report report, ExperimentStatus status, List<JobEvent> events) {

    /** Number of started jobs. */
    long started() {
        return count(EventType.STARTED);
    }

    long count(EventType type) {
        // Ignores copies of records.
        return events.stream().filter(event -> event.type() == type).distinct().count();
    }

    /** Number of planned jobs that have not succeeded. */
    long lost() {
        return status.jobs().stream()
                .filter(job -> job.state() != JobState.SUCCEEDED)
                .count();
    }

    /** Number of jobs with more than one announced result, by content or worker. */
    long duplicated() {
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

    /** SHA-256 of all models and examples, by job and part. Other files contain times. */
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
