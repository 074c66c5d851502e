package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.Json;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientMaskingAlarmsTest {
    private static final GradientMaskingDiagnosis SOUND = new GradientMaskingDiagnosis(
            1,
            100,
            90,
            89,
            60,
            50,
            48,
            1,
            List.of(
                    new GradientMaskingDiagnosis.AtRadius(0.02, 70),
                    new GradientMaskingDiagnosis.AtRadius(0.04, 50),
                    new GradientMaskingDiagnosis.AtRadius(0.3, 2)),
            0,
            false,
            0);

    @Test
    void whatIsInOrderRaisesNone() {
        assertThat(GradientMaskingAlarms.of(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "oneStep, 47, one step (FGSM) beats several",
        "noise, 40, random noise beats gradients",
        "margin, 40, The cross entropy is a bad guide",
        "onlyBlackBox, 3, a random search that knows no gradient",
        "zeroGradients, 3, gradient of exactly zero",
        "changing, 1, differently in a second pass"
    })
    void whatIsOutOfOrderRaisesItsAlarm(String field, int count, String words) {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put(field, count);

        assertThat(GradientMaskingAlarms.of(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm).contains(words));
    }

    @ParameterizedTest
    @CsvSource({"oneStep, 49", "margin, 46", "onlyBlackBox, 2", "zeroGradients, 2"})
    void luckRaisesNone(String field, int count) {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put(field, count);

        assertThat(GradientMaskingAlarms.of(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .isEmpty();
    }

    @Test
    void accuracyThatRisesWithTheRadiusOrStaysIsNamedWithItsFigures() {
        assertThat(GradientMaskingAlarms.of(withRadii(70, 80, 2)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm).contains("70.0 % at eps 0.0200 to 80.0 % at eps 0.0400"));
        assertThat(GradientMaskingAlarms.of(withRadii(70, 50, 9)))
                .singleElement()
                .satisfies(alarm ->
                        assertThat(alarm).contains("9.0 % of the checked images are still right at eps 0.3000"));
    }

    @Test
    void probabilitiesAreNamed() {
        ObjectNode tree = Json.mapper().valueToTree(SOUND);
        tree.put("probabilities", true);

        assertThat(GradientMaskingAlarms.of(Json.read(Json.canonical(tree), GradientMaskingDiagnosis.class)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm).contains("second softmax"));
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
