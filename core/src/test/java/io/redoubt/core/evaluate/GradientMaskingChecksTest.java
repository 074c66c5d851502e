package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.SampleInputs;
import io.redoubt.core.alarm.rule.AlarmRules;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Weights;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.ImageSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GradientMaskingChecksTest {
    private static final Ball BALL = new LinfBall(0.12);
    private static final ImageSet IMAGES = StripeImages.dataset().train();
    private static Network network;
    private static Weights weights;

    @BeforeAll
    static void train() {
        FineTuning training =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.unaugmented(8), 1);
        network = training.network();
        weights = training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted())
                .weights();
    }

    @Test
    void networkWithoutMaskingPassesEveryCheck() {
        for (Ball ball : new Ball[] {BALL, new L2Ball(0.6)}) {
            GradientMaskingDiagnosis diagnosis = diagnose(MaskedGradientModel.unmasked(network), ball);

            assertThat(diagnosis.clean()).isGreaterThan(36);
            assertThat(diagnosis.iterative()).isLessThan(diagnosis.clean());
            assertThat(diagnosis.radii().get(diagnosis.radii().size() - 1).right())
                    .isLessThanOrEqualTo(2);
            assertThat(alarms(diagnosis)).isEmpty();
        }
    }

    @Test
    void quantisedInputWithSaturatedLogitsRaisesAlarms() {
        GradientMaskingDiagnosis diagnosis = diagnose(MaskedGradientModel.quantisedAndSaturated(network, 16), BALL);

        assertThat(diagnosis.zeroGradients()).isEqualTo(IMAGES.size());
        assertThat(alarms(diagnosis))
                .anySatisfy(alarm -> assertThat(alarm).contains("is exactly zero"))
                .anySatisfy(alarm -> assertThat(alarm).contains("random search that uses no gradients"))
                .anySatisfy(alarm -> assertThat(alarm).contains("leaves almost none"));
    }

    @Test
    void saturatedLogitsAreDetectedAndDoNotStopAttacks() {
        MaskedGradientModel saturated = MaskedGradientModel.saturated(network);

        assertThat(alarms(diagnose(saturated, BALL)))
                .anySatisfy(alarm -> assertThat(alarm).contains("is exactly zero"))
                .noneSatisfy(alarm -> assertThat(alarm).contains("uses no gradients"));
        assertThat(right(saturated, "pgd-20"))
                .as("the direction does not depend on the size of the gradient")
                .isEqualTo(right(MaskedGradientModel.unmasked(network), "pgd-20"));
    }

    @Test
    void probabilitiesInsteadOfLogitsAreDetected() {
        assertThat(alarms(diagnose(MaskedGradientModel.probabilities(network), BALL)))
                .anySatisfy(alarm -> assertThat(alarm).contains("look like probabilities"));
    }

    @Test
    void randomModelIsDetected() {
        assertThat(alarms(diagnose(MaskedGradientModel.random(network), BALL)))
                .anySatisfy(alarm -> assertThat(alarm).contains("differently in a second pass"));
    }

    /** PGD fools the network but not its masked version; the full suite fools both. */
    @Test
    void maskedModelsAreNotRobustUnderTheFullSuite() {
        int unmasked = right(MaskedGradientModel.unmasked(network), "pgd-20");
        MaskedGradientModel masked = MaskedGradientModel.quantisedAndSaturated(network, 16);

        int underPgd = right(masked, "pgd-20");
        int underSuite = right(masked, "apgd-ce+apgd-t+fab-t+square-1000");

        assertThat(underPgd).as("fake robustness").isGreaterThan(unmasked + 10);
        assertThat(underSuite).isLessThanOrEqualTo(unmasked + 1);
    }

    @Test
    void radiiIncludeAtLeastOneThatNoClassifierWithstands() {
        try (LoadedModel logits = new LoadedModel(network, weights, IMAGES.shape())) {
            GradientMaskingChecks checks = new GradientMaskingChecks(logits, IMAGES, 2, 5, progress -> {});

            assertThat(checks.run(new LinfBall(1 / 255.0)).radii())
                    .extracting(GradientMaskingDiagnosis.AtRadius::eps)
                    .containsExactly(0.5 / 255, 1 / 255.0, 2 / 255.0, 8 / 255.0, 64 / 255.0);
            assertThat(checks.run(new LinfBall(8 / 255.0)).radii())
                    .extracting(GradientMaskingDiagnosis.AtRadius::eps)
                    .containsExactly(4 / 255.0, 8 / 255.0, 16 / 255.0, 64 / 255.0);
            assertThat(checks.run(new LinfBall(0.8)).radii())
                    .extracting(GradientMaskingDiagnosis.AtRadius::eps)
                    .containsExactly(64 / 255.0, 0.4, 0.8, 1.0);
        }
    }

    @Test
    void checksAreReproducibleAndCountTheirPasses() {
        try (LoadedModel logits = new LoadedModel(network, weights, IMAGES.shape())) {
            GradientMaskingChecks first = new GradientMaskingChecks(logits, IMAGES, 20, 5, progress -> {});
            GradientMaskingChecks second = new GradientMaskingChecks(logits, IMAGES, 20, 5, progress -> {});

            assertThat(first.run(BALL)).isEqualTo(second.run(BALL));
            assertThat(first.passes()).isEqualTo(second.passes());
            assertThat(first.passes()).isNotEqualTo(PassCounts.NONE);
        }
    }

    private static List<String> alarms(GradientMaskingDiagnosis diagnosis) {
        return AlarmRules.check(new SampleInputs()
                        .builder()
                        .diagnosis(Optional.of(diagnosis))
                        .build())
                .stream()
                .map(Alarm::text)
                .toList();
    }

    private static GradientMaskingDiagnosis diagnose(MaskedGradientModel model, Ball ball) {
        try (LoadedModel logits = new LoadedModel(model, weights, IMAGES.shape())) {
            return new GradientMaskingChecks(logits, IMAGES, IMAGES.size(), 5, progress -> {}).run(ball);
        }
    }

    private static int right(MaskedGradientModel model, String attack) {
        try (LoadedModel logits = new LoadedModel(model, weights, IMAGES.shape())) {
            return new AttackRun(logits, Attacks.of(AttackName.parse(attack), BALL, 0.02), BALL)
                    .perturb(IMAGES, new IndexRange(0, IMAGES.size()), 7, progress -> {})
                    .examples()
                    .withstood()
                    .cardinality();
        }
    }
}
