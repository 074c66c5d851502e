package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.SampleInputs;
import io.redoubt.core.alarm.TransferredExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The robust accuracy of the model under its own attacks is 70 %. */
class TransferBeatsOwnAttacksTest {

    @Test
    void fewImagesFooledByTransferredExamplesOnlyRaiseNoAlarm() {
        assertThat(alarms(1000, new TransferredExamples("other", 0.69, 10))).isEmpty();
    }

    @Test
    void transferredExamplesThatBeatOwnAttacksAreReportedWithFigures() {
        assertThat(alarms(1000, new TransferredExamples("other", 0.65, 50)))
                .singleElement()
                .matches(Alarm::unreliable)
                .hasToString(
                        "model: 50 of 1,000 images withstand every attack on this model but are misclassified on the"
                                + " examples created for other (accuracy is 70.0 % under its own attacks, 65.0 % on those examples)."
                                + " An attack that knows the model should fool it wherever one that does not can: its own attacks are"
                                + " too weak or misled by its gradients, and its robust accuracy is at most 65.0 %.");
    }

    /** Accuracy on the transferred examples is higher, and yet they show that 5 % too many images count as robust. */
    @Test
    void comparisonIsPerImage() {
        assertThat(alarms(1000, new TransferredExamples("other", 0.8, 50)))
                .singleElement()
                .asString()
                .contains("50 of 1,000", "70.0 %", "80.0 %", "at most 65.0 %");
    }

    @Test
    void toleranceOnFewImagesIsTwoImages() {
        assertThat(alarms(40, new TransferredExamples("other", 0.65, 2))).isEmpty();
        assertThat(alarms(40, new TransferredExamples("other", 0.65, 3))).hasSize(1);
    }

    @Test
    void sourceThatFoolsTheModelMostIsNamed() {
        assertThat(alarms(1000, new TransferredExamples("weak", 0.68, 20), new TransferredExamples("strong", 0.67, 30)))
                .singleElement()
                .asString()
                .contains("created for strong");
    }

    private static List<Alarm> alarms(int images, TransferredExamples... transfers) {
        ReportRow row = ReportRow.builder("model", "P1,F4", "none")
                .standardAccuracy(0.8)
                .robustAccuracy(0.7, List.of(0.0, 1.0))
                .build();
        return AlarmRules.check(new SampleInputs(images, images * 4 / 5)
                .builder()
                .row(row)
                .transfers(List.of(transfers))
                .build());
    }
}
