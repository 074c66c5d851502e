package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.ExamplesCheck;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.Weights;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSubjectTest {

    private static final LinfBall BALL = new LinfBall(64 / 255.0);
    private static final IndexRange RANGE = new IndexRange(3, 33);

    @TempDir
    Path folder;

    @Test
    void singleModelIsUsedAsIs() throws IOException {
        ModelFile model = trained(1);

        EvaluationSubject subject = EvaluationSubject.read(List.of(written(model, 0)));

        assertThat(subject.classifier()).isEqualTo(model.network());
        assertThat(subject.weights()).isEqualTo(model.weights());
    }

    @Test
    void ensembleIsAttackedAsOneModelAndEvaluatedOnTheStoredExamples() throws IOException {
        EvaluationSubject subject = EvaluationSubject.read(List.of(written(trained(1), 0), written(trained(2), 1)));
        ImageSet images = StripeImages.dataset().train();
        Path file = folder.resolve("examples.safetensors");
        try (LoadedModel model = LoadedModel.of(subject, images.shape())) {
            assertThat(model.networks()).isEqualTo(2);

            AttackSuite suite = Attacks.of(AttackName.parse("pgd-5"), BALL, 32 / 255.0);
            new AttackRun(model, suite, BALL)
                    .perturb(images, RANGE, 7, progress -> {})
                    .examples()
                    .write(file);

            AdversarialExamples stored = AdversarialExamples.read(file, RANGE);
            ExamplesCheck.requireWithin(stored, images, BALL);
            assertThat(Predictions.of(model, images, RANGE, progress -> {}).accuracy())
                    .isGreaterThan(0.9);
            assertThat(Predictions.of(model, stored, progress -> {}).accuracy()).isLessThan(0.7);
        }
    }

    @Test
    void emptySubjectIsRejected() {
        assertThatThrownBy(() -> new EvaluationSubject(List.of())).hasMessageContaining("at least one model");
    }

    private Path written(ModelFile model, int index) throws IOException {
        Path file = folder.resolve(index + ".safetensors");
        model.write(file);
        return file;
    }

    private static ModelFile trained(long seed) {
        FineTuning training =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.unaugmented(8), seed);
        Weights weights = training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted())
                .weights();
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < training.network().classes(); i++) {
            classes.add("class " + i);
        }
        return new ModelFile(
                ModelDescription.of(
                        training.network(), classes, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                weights);
    }
}
