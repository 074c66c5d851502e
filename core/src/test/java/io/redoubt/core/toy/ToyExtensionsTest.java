package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.threat.PerturbationSets;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.DatasetException;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageShape;
import io.redoubt.data.format.DatasetFormat;
import io.redoubt.data.format.DatasetFormats;
import io.redoubt.data.format.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line adds an entry to each registry, through public types only; duplicate names are rejected. */
class ToyExtensionsTest {
    @Test
    void pretextTaskIsFoundAloneAndJointly() {
        PretextTasks tasks = PretextTasks.STANDARD.with("flip", seed -> new FlipTask());

        assertThat(tasks.of(PretextTaskNames.of("flip"), 1).name()).isEqualTo("flip");
        assertThat(tasks.of(PretextTaskNames.of("rotation", "flip"), 1).inputsPerImage())
                .isEqualTo(2);
        assertThat(PretextTasks.STANDARD.names()).doesNotContain("flip");
        assertThatThrownBy(() -> tasks.with("flip", seed -> new FlipTask())).hasMessageContaining("registered twice");
    }

    @Test
    void trainingLossReceivesItsParameters() {
        TrainingLosses losses = TrainingLosses.STANDARD.with("mart", of -> new MartLoss(of.beta()));
        FinetuneObjective objective = new FinetuneObjective(new AdversarialLoss("mart"), 5, 0);

        assertThat(losses.of(TrainingMode.ADVERSARIAL, objective)).isEqualTo(new MartLoss(5));
        assertThatThrownBy(() -> TrainingLosses.STANDARD.of(TrainingMode.ADVERSARIAL, objective))
                .hasMessageStartingWith("loss: 'mart' is not a training loss; known are ");
    }

    @Test
    void perturbationSetIsCreatedFromItsRadius() {
        PerturbationSets sets = PerturbationSets.STANDARD.with("rms", RmsBall::new);
        Threat threat = new Threat("rms", Radius.parse("0.05"));

        assertThat(sets.of(threat)).isEqualTo(new RmsBall(0.05));
        assertThatThrownBy(() -> Ball.of(threat)).hasMessageStartingWith("norm: 'rms' is not a norm; known are ");
    }

    @Test
    void attackReceivesItsSettingAndSearches() {
        Attacks attacks = Attacks.STANDARD.with(
                CornerAttack.FAMILY, (setting, ball, step) -> new CornerAttack(setting.toString(), setting.budget()));
        AttackedImage image =
                new AttackedImage(new float[] {0.2f, 0.4f}, new ImageShape(1, 1, 2), 0, 1, new LinfBall(0.1));

        Search search = attacks.suite(AttackName.parse("pgd-2+corner"), new LinfBall(0.1), 0.1)
                .attacks()
                .get(1)
                .on(image);

        search.answer(new float[] {1, 0}, new float[0]);
        assertThat(search.finished()).isFalse();
        search.answer(new float[] {0, 1}, new float[0]);
        assertThat(search.finished()).isTrue();
        assertThat(image.point()[0]).isBetween(0.0999f, 0.1001f);
        assertThatThrownBy(() -> Attacks.of(AttackName.parse("corner"), new LinfBall(0.1), 0.1))
                .hasMessageStartingWith(
                        "attack: corner does not search a perturbation set; attacks that do are fgsm, pgd");
    }

    @Test
    void dataSetFormatIsFound() throws Exception {
        DatasetFormat stripes = new DatasetFormat() {
            @Override
            public String name() {
                return "stripes";
            }

            @Override
            public List<String> layout() {
                return List.of("none");
            }

            @Override
            public ImageDataset open(String dataset, Path folder, ReadOptions options) {
                return StripeImages.dataset();
            }
        };
        DatasetFormats formats = DatasetFormats.STANDARD.with(stripes);

        assertThat(formats.names()).endsWith("stripes");
        assertThat(formats.named("stripes").read("s", Path.of(".")).name()).isEqualTo("stripes");
        assertThatThrownBy(() -> DatasetFormats.STANDARD.named("stripes")).isInstanceOf(DatasetException.class);
        assertThatThrownBy(() -> formats.with(stripes)).hasMessageContaining("registered twice");
    }
}
