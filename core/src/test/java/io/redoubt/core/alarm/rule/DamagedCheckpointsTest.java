package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.SampleInputs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DamagedCheckpointsTest {

    private static final ResultManifest PRETRAINING = job('a', Stage.PRETRAIN, 1);

    @Test
    void undamagedCheckpointsRaiseNoAlarm() {
        assertThat(alarms(job('a', Stage.PRETRAIN, 0), job('b', Stage.FINETUNE, 0)))
                .isEmpty();
    }

    @Test
    void damagedCheckpointsAreCountedPerStage() {
        assertThat(alarms(job('b', Stage.FINETUNE, 1), job('c', Stage.FINETUNE, 2), PRETRAINING))
                .noneMatch(Alarm::unreliable)
                .extracting(Alarm::text)
                .containsExactly(
                        "stage pretrain found 1 damaged checkpoint and resumed from an older one. The figures are not affected;"
                                + " check the store.",
                        "stage finetune found 3 damaged checkpoints and resumed from an older one. The figures are not affected;"
                                + " check the store.");
    }

    @Test
    void sharedJobIsCountedOnce() {
        assertThat(alarms(PRETRAINING, PRETRAINING)).singleElement().asString().contains("found 1 damaged");
    }

    private static List<Alarm> alarms(ResultManifest... jobs) {
        return AlarmRules.check(new SampleInputs().builder().jobs(List.of(jobs)).build());
    }

    private static ResultManifest job(char digit, Stage stage, int damaged) {
        return new ResultManifest(
                SchemaVersion.VERSION,
                String.valueOf(digit).repeat(64),
                stage,
                List.of(),
                damaged == 0 ? Map.of() : Map.of(ResultManifest.REFUSED_CHECKPOINTS, (double) damaged),
                Instant.EPOCH,
                "worker-1");
    }
}
