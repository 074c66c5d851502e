package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.file.StateDictImport;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of a contributor: one class and one registration. */
class ToyNetworkTest {
    private static final Networks NETWORKS = Networks.STANDARD.with("toy", ToyNetwork::new);
    private static final ImageDataset DATA = StripeImages.dataset();
    private static final Network NETWORK = NETWORKS.network("toy", 3, 4, 2, Normalisation.forChannels(1));
    private static final LinfBall BALL = new LinfBall(64 / 255.0);

    @TempDir
    private Path folder;

    @Test
    void networkIsTrainedStoredLoadedAndEvaluated() throws IOException {
        Weights trained = trained();
        Path file = folder.resolve("toy.safetensors");
        ModelDescription description = ModelDescription.of(
                NETWORK, DATA.classes(), ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED);
        new ModelFile(description, trained, NETWORKS).write(file);

        EvaluationSubject subject = new EvaluationSubject(List.of(ModelFile.read(file, NETWORKS)));

        assertThat(subject.classifier()).isEqualTo(NETWORK);
        assertThat(subject.weights()).isEqualTo(trained);
        IndexRange range = new IndexRange(0, DATA.test().size());
        try (LoadedModel model = LoadedModel.of(subject, DATA.test().shape())) {
            AttackSuite suite = Attacks.of(AttackName.parse("pgd-5"), BALL, 32 / 255.0);
            AttackResult attacked = new AttackRun(model, suite, BALL).perturb(DATA.test(), range, 7, progress -> {});

            assertThat(Predictions.of(model, DATA.test(), range, progress -> {}).accuracy())
                    .isGreaterThan(0.9);
            assertThat(Predictions.of(model, attacked.examples(), progress -> {})
                            .accuracy())
                    .isLessThan(0.9);
        }
    }

    private static Weights trained() {
        FinetuneSpec spec =
                StripeImages.finetuneSpec(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.unaugmented(8), 1);
        FineTuning training = new FineTuning(NETWORK, spec, DATA);
        return training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted())
                .weights();
    }

    @Test
    void trunkIsPretrainedOnEveryTask() {
        for (String task : PretextTasks.STANDARD.names()) {
            PretrainSpec spec = StripeImages.pretrainSpec(task, TrainingMode.STANDARD, StripeImages.unaugmented(1), 1);
            Pretraining pretraining = new Pretraining(PretextTasks.STANDARD.named(task, 1), NETWORK, spec, DATA);

            Weights pretrained = pretraining
                    .run(pretraining.start(), RecordingObserver.uninterrupted())
                    .weights();

            PretrainedTrunk trunk =
                    PretrainedTrunk.of(NETWORK.tensors(), Weights.initial(NETWORK.tensors(), 1), pretrained);
            assertThat(trunk.matched()).as(task).contains("stem.weight", "bn.running_var");
            assertThat(trunk.fresh()).as(task).contains("conv.weight", "classifier.weight");
        }
    }

    @Test
    void stateDictIsRecognised() {
        Weights weights = Weights.initial(NETWORK.tensors(), 1);

        StateDictImport found = StateDictImport.of(NETWORKS, weights.tensors());

        assertThat(found.network().architecture()).isEqualTo("toy");
        assertThat(found.network().width()).isEqualTo(4);
        assertThat(found.network().tensors().stream().map(TensorSpec::name))
                .containsExactlyElementsOf(
                        NETWORK.tensors().stream().map(TensorSpec::name).toList());
        assertThat(found.weights()).isEqualTo(weights);
    }
}
