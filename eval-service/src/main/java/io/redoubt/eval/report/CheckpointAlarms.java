package io.redoubt.eval.report;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.core.evaluate.Alarm;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checkpoints that could not be trusted. A job that finds one damaged goes on from an older one, so its result stands; that a
 * store damages what it keeps is worth knowing.
 */
final class CheckpointAlarms {

    private CheckpointAlarms() {}

    /** At most one for each kind of job behind a subject's row, in the order in which an experiment runs them. */
    static Stream<Alarm> of(String subject, Stream<ResultManifest> jobs) {
        Map<Stage, Long> refused = jobs.distinct()
                .filter(job -> refused(job) > 0)
                .collect(Collectors.groupingBy(
                        ResultManifest::stage, TreeMap::new, Collectors.summingLong(CheckpointAlarms::refused)));
        return refused.entrySet().stream().map(found -> alarm(subject, found.getKey(), found.getValue()));
    }

    private static long refused(ResultManifest job) {
        return Math.round(job.metrics().getOrDefault(ResultManifest.REFUSED_CHECKPOINTS, 0.0));
    }

    private static Alarm alarm(String subject, Stage stage, long refused) {
        String found = refused == 1 ? "1 damaged checkpoint was" : refused + " damaged checkpoints were";
        return Alarm.notice(
                subject,
                found + " refused in stage " + stage.wireName()
                        + " and an older one used. The figures are not affected; look after the store.");
    }
}
