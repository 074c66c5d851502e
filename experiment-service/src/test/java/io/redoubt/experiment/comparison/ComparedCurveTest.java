package io.redoubt.experiment.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.overview.Curve;
import io.redoubt.experiment.view.EpochPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparedCurveTest {

    private static final String NODE = "finetune/none/full-adversarial";

    private static Curve curve(double... losses) {
        List<EpochPoint> epochs = IntStream.range(0, losses.length)
                .mapToObj(i -> new EpochPoint(i + 1, Instant.EPOCH, Optional.empty(), Map.of("loss", losses[i])))
                .toList();
        return new Curve(NODE, Stage.FINETUNE, JobState.RUNNING, epochs);
    }

    @Test
    void epochsHaveMeanAndDeviationOverTheExperimentsThatFinishedThem() {
        ComparedCurve compared = ComparedCurve.of(NODE, List.of(curve(2, 1), curve(4)));

        assertThat(compared.experiments()).isEqualTo(2);
        assertThat(compared.epochs()).extracting(ComparedCurve.Epoch::epoch).containsExactly(1, 2);
        assertThat(compared.epochs().get(0).metrics().get("loss").mean()).isEqualTo(3);
        assertThat(compared.epochs().get(0).metrics().get("loss").deviation())
                .hasValueCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(compared.epochs().get(1).metrics().get("loss").mean()).isEqualTo(1);
        assertThat(compared.epochs().get(1).metrics().get("loss").deviation()).isEmpty();
    }
}
