package io.redoubt.core.alarm.rule;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checkpoints that failed verification. The job resumed from an older one, but the store needs attention. */
final class DamagedCheckpoints implements AlarmRule {

    @Override
    public String name() {
        return "damaged checkpoints";
    }

    @Override
    public String condition() {
        return "a job behind the row found damaged checkpoints and resumed from an older one; the figures are not affected";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    /** At most one alarm for each stage, in the order in which an experiment runs them. */
    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        Map<Stage, Long> damaged = inputs.jobs().stream()
                .distinct()
                .filter(job -> damaged(job) > 0)
                .collect(Collectors.groupingBy(
                        ResultManifest::stage, TreeMap::new, Collectors.summingLong(DamagedCheckpoints::damaged)));
        return damaged.entrySet().stream().map(stage -> alarm(inputs, stage.getKey(), stage.getValue()));
    }

    private static long damaged(ResultManifest job) {
        return Math.round(job.metrics().getOrDefault(ResultManifest.REFUSED_CHECKPOINTS, 0.0));
    }

    private Alarm alarm(AlarmInputs inputs, Stage stage, long damaged) {
        return alarm(
                inputs,
                "stage %s found %d damaged %s and resumed from an older one. The figures are not affected; check the store.",
                stage.wireName(),
                damaged,
                damaged == 1 ? "checkpoint" : "checkpoints");
    }
}
