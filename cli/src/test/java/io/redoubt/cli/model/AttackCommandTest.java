package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.ExamplesCheck;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackCommandTest {
    private static final IndexRange ALL = new IndexRange(0, SmallModel.IMAGES);

    @TempDir
    private Path folder;

    private SmallModel small;
    private Path target;

    @BeforeEach
    void makeModel() throws IOException {
        small = SmallModel.in(folder);
        target = folder.resolve("made/examples.safetensors");
    }

    @Test
    void examplesMatchThoseOfAnExperimentWithTheDefaults() throws IOException {
        Console console = attack("--attack=pgd-3");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(target)
                .hasBinaryContent(made(List.of(small.model()), "pgd-3", new LinfBall(8 / 255.0), 2 / 255.0, 1));
    }

    @Test
    void acceptsNormRadiusStepAndSeed() throws IOException {
        attack("--attack=pgd-3", "--norm=l2", "--eps=0.5", "--seed=9");

        assertThat(target).hasBinaryContent(made(List.of(small.model()), "pgd-3", new L2Ball(0.5), 0.1, 9));

        attack("--attack=pgd-3", "--norm=l2", "--eps=0.5", "--step=0.2");

        assertThat(target).hasBinaryContent(made(List.of(small.model()), "pgd-3", new L2Ball(0.5), 0.2, 1));
    }

    @Test
    void severalModelsAreAttackedAsOneEnsemble() throws IOException {
        Path other = SmallModel.model(folder.resolve("other.safetensors"), 2);

        Console console = attack("--attack=pgd-3", "--model=" + other);

        assertThat(target)
                .hasBinaryContent(made(List.of(small.model(), other), "pgd-3", new LinfBall(8 / 255.0), 2 / 255.0, 1));
        assertThat(console.out().lines())
                .as("a pass through each member is one")
                .anyMatch(line -> line.matches("clean +24 +\\d+ +[0-9.]+ +48 +0 +[0-9.]+"));
    }

    @Test
    void classesThatAreMatchedByIndexAreNoted() throws IOException {
        Path numbered = SmallModel.model(
                folder.resolve("numbered.safetensors"),
                3,
                ModelFile.read(small.model()).network(),
                List.of("0", "1", "2"),
                "classification");

        Console console = Console.run(
                "attack",
                "--model=" + numbered,
                "--data=" + small.data(),
                "--attack=fgsm",
                "--images=2",
                "--out=" + target);

        assertThat(console.out())
                .contains("note: class 0 is '0' in " + numbered + " and 'ant' in small. Classes are matched by index");
        assertThat(attack("--attack=fgsm", "--images=2").out()).doesNotContain("matched by index");
    }

    @Test
    void rangeYieldsTheSameExamplesAsTheFullRun() throws IOException {
        attack("--attack=pgd-3");
        AdversarialExamples all = AdversarialExamples.read(target, ALL);
        Path part = folder.resolve("part.safetensors");

        Console console = Console.run(
                "attack",
                "--model=" + small.model(),
                "--data=" + small.data(),
                "--attack=pgd-3",
                "--from=5",
                "--images=4",
                "--out=" + part);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        AdversarialExamples some = AdversarialExamples.read(part);
        assertThat(some.range()).isEqualTo(new IndexRange(5, 9));
        for (int i = 0; i < 4; i++) {
            assertThat(some.image(i)).containsExactly(all.image(5 + i));
        }
    }

    @Test
    void tableListsEachAttackOfTheSuite() throws IOException {
        Console console = attack("--attack=fgsm+pgd-2x2-margin", "--eps=64/255");

        List<String> table =
                console.out().lines().skip(3).map(String::stripLeading).toList();
        assertThat(table.get(0))
                .matches("attack +attacked +fooled +robust % +forward passes +backward passes +seconds");
        assertThat(table.get(1)).matches("clean +24 +4 +83\\.33 +24 +0 +[0-9.]+");
        assertThat(table.get(2)).matches("fgsm +20 .*");
        assertThat(table.get(3)).startsWith("pgd-2x2-margin");
        long robust = AdversarialExamples.read(target).withstood().cardinality();
        assertThat(robust).isLessThan(SmallModel.RIGHT);
        assertThat(table.get(3)).contains(String.format(java.util.Locale.ROOT, " %.2f ", 100.0 * robust / 24));
        assertThat(table.get(4)).isEqualTo("wrote " + target);
    }

    @Test
    void misclassifiedCleanImageIsNotRobust() {
        Console console = attack("--attack=pgd-1", "--eps=0.000001", "--step=0.0000001");

        assertThat(console.out().lines())
                .as("all of 24 are attacked, as the paper does")
                .anyMatch(line -> line.matches("pgd-1 +24 +\\d+ +83\\.33 .*"));
    }

    @Test
    void examplesLieInTheBall() throws IOException {
        attack("--attack=apgd-ce-5+fab-t-3+square-20");

        ImageSet images = DatasetFile.read(small.data()).test();
        assertThat(ExamplesCheck.requireWithin(AdversarialExamples.read(target), images, new LinfBall(8 / 255.0)))
                .isGreaterThan(0);
    }

    @Test
    void modelIsNotOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(small.model());

        Console console = Console.run(
                "attack",
                "--model=" + small.model(),
                "--data=" + small.data(),
                "--attack=fgsm",
                "--out=" + small.model());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("attack: --out: ").contains("name another file");
        assertThat(small.model()).hasBinaryContent(before);
    }

    @Test
    void rejectsCorruptionsAsAnAttack() {
        Console console = attack("--attack=corruptions");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("attack: --attack: ").contains("evaluate --corruptions");
    }

    @Test
    void rejectsImagesOutOfRange() {
        assertThat(attack("--from=24").err()).startsWith("attack: --from: 24 ").contains("0 to 23");
        assertThat(attack("--from=20", "--images=5").err())
                .startsWith("attack: --images: 5 ")
                .contains("use 1 to 4");
    }

    private byte[] made(List<Path> models, String attack, Ball ball, double step, long seed) throws IOException {
        EvaluationSubject subject = EvaluationSubject.read(models);
        ImageSet images = DatasetFile.read(small.data()).test();
        Path file = folder.resolve("expected.safetensors");
        try (LoadedModel logits = new LoadedModel(subject.classifier(), subject.weights(), images.shape())) {
            new AttackRun(logits, Attacks.of(AttackName.parse(attack), ball, step), ball)
                    .perturb(images, ALL, seed, progress -> {})
                    .examples()
                    .write(file);
        }
        return Files.readAllBytes(file);
    }

    private Console attack(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("attack", "--model=" + small.model(), "--data=" + small.data()));
        arguments.add("--out=" + target);
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }
}
