package io.redoubt.core.alarm.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.SampleInputs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingRulesTest {
    private static final GradientMaskingDiagnosis SOUND = GradientMaskingDiagnosis.builder(100)
            .clean(90)
            .noise(89)
            .oneStep(60)
            .iterative(50)
            .margin(48)
            .onlyBlackBox(1)
            .radii(List.of(
                    new GradientMaskingDiagnosis.AtRadius(0.02, 70),
                    new GradientMaskingDiagnosis.AtRadius(0.04, 50),
                    new GradientMaskingDiagnosis.AtRadius(0.3, 2)))
            .build();

    @Test
    void modelThatPassesEveryCheckRaisesNoAlarm() {
        assertThat(alarms(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "oneStep, 47, one step (FGSM) beats several",
        "noise, 40, random noise beats gradients",
        "margin, 40, The cross entropy is a poor guide",
        "onlyBlackBox, 3, a random search that uses no gradients",
        "zeroGradients, 3, is exactly zero",
        "changing, 1, differently in a second pass"
    })
    void everyFailedCheckRaisesItsAlarm(String field, int count, String words) {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put(field, count);

        assertThat(alarms(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm).contains(words));
    }

    @ParameterizedTest
    @CsvSource({"oneStep, 49", "margin, 46", "onlyBlackBox, 2", "zeroGradients, 2"})
    void figuresWithinTheToleranceRaiseNoAlarm(String field, int count) {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put(field, count);

        assertThat(alarms(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .isEmpty();
    }

    @Test
    void accuracyThatRisesWithTheRadiusOrStaysHighIsReportedWithFigures() {
        assertThat(alarms(withRadii(70, 80, 2))).singleElement().satisfies(alarm -> assertThat(alarm)
                .contains("70.0 % at eps 0.0200 to 80.0 % at eps 0.0400"));
        assertThat(alarms(withRadii(70, 50, 9))).singleElement().satisfies(alarm -> assertThat(alarm)
                .contains("9.0 % of the checked images are still correct at eps 0.3000"));
    }

    @Test
    void probabilitiesAreReported() {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put("probabilities", true);

        assertThat(alarms(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm).contains("second softmax"));
    }

    private static List<String> alarms(GradientMaskingDiagnosis diagnosis) {
        AlarmInputs inputs =
                new SampleInputs().builder().diagnosis(Optional.of(diagnosis)).build();
        List<Alarm> alarms =
                MaskingRules.all().stream().flatMap(rule -> rule.check(inputs)).toList();
        assertThat(alarms).allMatch(Alarm::unreliable);
        return alarms.stream().map(Alarm::text).toList();
    }

    private static GradientMaskingDiagnosis withRadii(int first, int second, int third) {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        int[] right = {first, second, third};
        for (int i = 0; i < right.length; i++) {
            ((ObjectNode) tree.get("radii").get(i)).put("right", right[i]);
        }
        return Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class);
    }
}
