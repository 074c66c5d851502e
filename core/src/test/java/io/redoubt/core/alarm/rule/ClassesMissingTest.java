package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.Scores;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.evaluate.WilsonInterval;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassesMissingTest {
    private static final List<Integer> SORTED =
            IntStream.range(0, 20).map(i -> i / 10).boxed().toList();

    @Test
    void networkThatAlwaysAnswersTheOnlyClassIsReported() {
        List<Integer> labels = Collections.nCopies(10, 0);

        assertThat(AlarmRules.check(inputs(labels, labels, List.of("a", "b")).build()))
                .extracting(Alarm::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("the 10 images evaluated are all of class 'a'. "),
                        text -> assertThat(text)
                                .startsWith(
                                        "clean accuracy of 100.0 % is no better than guessing: 100.0 % of the images"
                                                + " are of class 'a'."));
        assertThat(AlarmRules.check(inputs(labels, labels, List.of("a", "b")).build())
                        .get(0)
                        .unreliable())
                .isTrue();
    }

    @Test
    void guessingIsMeasuredByTheSharesOfTheEvaluatedImages() {
        List<Integer> labels =
                IntStream.range(0, 100).map(i -> i < 90 ? 0 : 1).boxed().toList();

        assertThat(AlarmRules.check(inputs(labels, Collections.nCopies(100, 0), List.of("a", "b"))
                        .build()))
                .singleElement()
                .asString()
                .contains("clean accuracy of 90.0 % is no better than guessing: 90.0 % of the images are of class 'a'");
    }

    @Test
    void absentClassesAreNamed() {
        assertThat(AlarmRules.check(
                        inputs(SORTED, SORTED, List.of("a", "b", "c", "d")).build()))
                .singleElement()
                .asString()
                .contains("none of the 20 images evaluated is of the 2 classes 'c', 'd'");
    }

    @Test
    void examplesAndChecksOfOneClassAreReported() {
        AlarmInputs inputs = inputs(SORTED, SORTED, List.of("a", "b"))
                .examples(List.of(examples(0, 10), examples(5, 15)))
                .diagnosis(Optional.of(diagnosis(8)))
                .build();

        assertThat(new ClassesMissing().check(inputs).map(Alarm::text))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("the 10 images in 0-10 are all of class 'a'"),
                        text -> assertThat(text)
                                .startsWith("the 8 images checked for masked gradients are all of class 'a'"));
    }

    @Test
    void classesThatAreNotHeldOutAreCounted() {
        ResultManifest training = new ResultManifest(
                SchemaVersion.VERSION,
                "a".repeat(64),
                Stage.FINETUNE,
                List.of(),
                Map.of(ResultManifest.CLASSES_NOT_HELD_OUT, 3.0),
                Instant.EPOCH,
                "worker-1");

        assertThat(AlarmRules.check(inputs(SORTED, SORTED, List.of("a", "b"))
                        .jobs(List.of(training))
                        .build()))
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .contains("held out for model selection lack 3 of the classes");
    }

    @Test
    void firstImagesOfASortedDatasetAreNoSample() {
        List<Integer> labels =
                IntStream.range(0, 30).map(i -> i < 20 ? 0 : 1).boxed().toList();

        assertThat(AlarmRules.check(
                        inputs(labels, labels, List.of("a", "b")).sample(false).build()))
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .contains(
                        "the 30 evaluated images are not a sample of the test images of d, whose classes are not mixed"
                                + " (a: 20, b: 10).");
        assertThat(AlarmRules.check(inputs(SORTED, SORTED, List.of("a", "b", "c"))
                        .sample(false)
                        .build()))
                .singleElement()
                .asString()
                .contains("none of the 20 images evaluated is of class 'c'");
    }

    @Test
    void everyClassRaisesNoAlarm() {
        assertThat(AlarmRules.check(inputs(SORTED, SORTED, List.of("a", "b")).build()))
                .isEmpty();
    }

    private static AlarmInputs.Builder inputs(List<Integer> labels, List<Integer> clean, List<String> classes) {
        int right = (int) IntStream.range(0, labels.size())
                .filter(i -> labels.get(i).equals(clean.get(i)))
                .count();
        return AlarmInputs.builder(
                "", figures(right, labels.size()), comparison(labels, clean), new ClassNames("d", classes));
    }

    private static AttackComparison comparison(List<Integer> labels, List<Integer> clean) {
        return new AttackComparison(
                List.of(), new Scores(SchemaVersion.VERSION, labels, clean, Map.of(), Map.of()), Map.of());
    }

    private static EvaluatedExamples examples(int from, int to) {
        return new EvaluatedExamples(from + "-" + to, "0".repeat(64), from, to, figures(1, to - from), 0, 0);
    }

    private static AccuracyFigures figures(int right, int images) {
        return new AccuracyFigures(
                right,
                images,
                (double) right / images,
                WilsonInterval.of95(right, images).ends());
    }

    private static GradientMaskingDiagnosis diagnosis(int images) {
        return GradientMaskingDiagnosis.builder(images).clean(images).build();
    }
}
