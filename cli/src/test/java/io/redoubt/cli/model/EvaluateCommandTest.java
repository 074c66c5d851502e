package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Digests;
import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.evaluate.WilsonInterval;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final IndexRange ALL = new IndexRange(0, SmallModel.IMAGES);

    @TempDir
    private Path folder;

    private SmallModel small;
    private Path results;

    @BeforeEach
    void makeModel() throws IOException {
        small = SmallModel.in(folder);
        results = folder.resolve("results");
    }

    @Test
    void worstCaseIsComputedFromTheStoredExamples() throws IOException {
        Console console = evaluate("--attack=pgd-2,fgsm+pgd-2-margin", "--eps=32/255", "--checks=0");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        ModelEvaluation found = written();
        assertThat(found.clean().right()).isEqualTo(SmallModel.RIGHT);
        assertThat(found.attacks())
                .extracting(attack -> attack.attack().toString())
                .containsExactly("pgd-2", "fgsm+pgd-2-margin");
        BitSet standing = right(small.data());
        for (EvaluatedAttack attack : found.attacks()) {
            Path file = results.resolve(attack.attack() + ".safetensors");
            BitSet right = right(AdversarialExamples.read(file, ALL));
            assertThat(attack.examples().accuracy().right()).isEqualTo(right.cardinality());
            assertThat(attack.examples().sha256()).isEqualTo(Digests.sha256(file));
            assertThat(attack.examples().largestChange()).isBetween(0.1, 32 / 255.0 + 1e-6);
            standing.and(right);
        }
        assertThat(found.robust().orElseThrow().right())
                .isEqualTo(standing.cardinality())
                .isLessThan(SmallModel.RIGHT);
        assertThat(found.robust().orElseThrow().confidence95())
                .isEqualTo(WilsonInterval.of95(standing.cardinality(), SmallModel.IMAGES)
                        .ends());
    }

    @Test
    void evaluationRecordsModelDataSeedAndPasses() throws IOException {
        evaluate("--attack=pgd-2", "--images=20", "--seed=5", "--checks=0");

        ModelEvaluation found = written();
        assertThat(found.images()).isEqualTo(20);
        assertThat(found.seed()).isEqualTo(5);
        assertThat(found.step()).hasToString("2/255");
        assertThat(found.dataset().name()).isEqualTo("small");
        assertThat(found.dataset().sha256()).isEqualTo(Digests.sha256(small.data()));
        assertThat(found.models()).singleElement().satisfies(model -> {
            assertThat(model.file()).isEqualTo("model.safetensors");
            assertThat(model.sha256()).isEqualTo(Digests.sha256(small.model()));
            assertThat(model.depth()).hasValue(10);
        });
        assertThat(found.attacks().get(0).backwardPasses()).isEqualTo(2 * 20);
        assertThat(found.attacks().get(0).forwardPasses()).isEqualTo(20 + 3 * 20);
        assertThat(found.forwardPasses()).as("clean, attack, read back").isEqualTo(20 + 80 + 20);
        assertThat(found.robustbench().cleanAcc()).isEqualTo("80.00");
        assertThat(found.robustbench().autoattackAcc()).isEmpty();
        assertThat(found.robustbench().norm()).isEqualTo("Linf");
        assertThat(found.robustbench().architecture()).isEqualTo("PreActResNet-10, width 2");
        assertThat(Json.mapper()
                        .readTree(results.resolve("evaluation.json").toFile())
                        .path("schema")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void tableListsAccuraciesCorruptionsAndChecks() {
        Console console = evaluate("--attack=pgd-2", "--checks=12", "--corruptions");

        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("clean +24 +83\\.33 +64\\.15 - 93\\.32 .*"))
                .anyMatch(line -> line.matches("pgd-2 +24 +[0-9.]+ +[0-9.]+ - [0-9.]+ +0\\.0313\\d +96 +48 +[0-9.]+"))
                .anyMatch(line -> line.matches("worst case +24 .*"))
                .anyMatch(line ->
                        line.matches("corrupted images: [0-9.]+ % accuracy \\(mean of the 15 core families\\), .*"))
                .anyMatch(line -> line.matches("fog( +[0-9.]+){6}"))
                .anyMatch(line -> line.startsWith("checked on 12 images; "))
                .anyMatch(line -> line.equals("wrote " + results.resolve("evaluation.json")));
    }

    @Test
    void corruptionsAndChecksRunOnlyOnRequest() throws IOException {
        evaluate("--attack=fgsm", "--corruptions", "--checks=8");

        ModelEvaluation found = written();
        assertThat(found.checks().orElseThrow().images()).isEqualTo(8);
        assertThat(found.corruptions().orElseThrow().families()).hasSize(19).containsKeys("fog", "saturate");
        assertThat(found.corruptions().orElseThrow().core()).isBetween(0.0, 1.0);

        evaluate("--attack=fgsm", "--checks=0");

        assertThat(written().checks()).isEmpty();
        assertThat(written().corruptions()).isEmpty();
    }

    @Test
    void autoAttackIsTheDefaultAndAppearsInTheRobustBenchEntry() throws IOException {
        evaluate("--checks=0", "--eps=128/255");

        ModelEvaluation found = written();
        assertThat(found.attacks())
                .extracting(attack -> attack.attack().toString())
                .containsExactly("autoattack");
        assertThat(found.robustbench().autoattackAcc()).contains("0.00");
        assertThat(found.robustbench().footnote()).isEmpty();
        assertThat(results.resolve("autoattack.safetensors")).exists();

        evaluate("--images=3", "--checks=0", "--eps=128/255");

        assertThat(written().robustbench().autoattackAcc())
                .as("absent, because not all test images were attacked")
                .isEmpty();
        assertThat(written().robustbench().footnote()).contains("on the first 3 of 24 test images");
    }

    @Test
    void storedExamplesAreEvaluatedWithoutRunningAnAttack() throws IOException {
        Path examples = examples("--attack=pgd-2");

        Console console = evaluate("--examples=" + examples, "--checks=0");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        ModelEvaluation found = written();
        assertThat(found.attacks()).as("no attack runs unless requested").isEmpty();
        EvaluatedExamples judged = found.examples().get(0);
        assertThat(judged.file()).isEqualTo("examples.safetensors");
        assertThat(judged.differing()).isZero();
        AdversarialExamples read = AdversarialExamples.read(examples, ALL);
        assertThat(judged.accuracy().right()).isEqualTo(right(read).cardinality());
        BitSet standing = right(small.data());
        standing.and(right(read));
        assertThat(found.robust().orElseThrow().right()).isEqualTo(standing.cardinality());
    }

    @Test
    void worstCaseCoversTheAttackedImagesOnly() throws IOException {
        Path examples = examples("--attack=pgd-2", "--from=6", "--images=6");

        evaluate("--examples=" + examples, "--checks=0");

        assertThat(written().clean().images()).isEqualTo(24);
        assertThat(written().robust().orElseThrow().images()).isEqualTo(6);
    }

    @Test
    void rejectsExamplesBeyondTheRadius() throws IOException {
        Path tampered = tampered(examples("--attack=pgd-2"));

        Console console = evaluate("--examples=" + tampered, "--checks=0");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("evaluate: --examples: " + tampered + ": image 3 is changed by ")
                .contains("the radius is 0.03137")
                .contains("--eps");
        assertThat(results.resolve("evaluation.json")).doesNotExist();
    }

    @Test
    void rejectsExamplesOfImagesOutsideTheEvaluatedRange() {
        Path examples = examples("--attack=fgsm");

        Console console = evaluate("--examples=" + examples, "--images=10");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("evaluate: --examples: ").contains("use --images 24 or more");
    }

    @Test
    void ensembleIsEvaluatedAsOneModel() throws IOException {
        Path other = SmallModel.model(folder.resolve("other.safetensors"), 2);

        Console console = evaluate("--model=" + other, "--attack=pgd-2", "--checks=0");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        ModelEvaluation found = written();
        assertThat(found.models())
                .extracting(model -> model.file())
                .containsExactly("model.safetensors", "other.safetensors");
        assertThat(found.forwardPasses()).as("through both members").isEqualTo(2 * (24 + 96 + 24));
        assertThat(found.robustbench().architecture()).isEqualTo("PreActResNet-10, width 2 + PreActResNet-10, width 2");
    }

    @Test
    void alarmsDoNotChangeTheExitCode() throws IOException {
        Path renamed = SmallModel.model(
                folder.resolve("renamed.safetensors"),
                3,
                ModelFile.read(small.model()).network(),
                List.of("0", "1", "2"),
                "classification");

        Console console =
                Console.run("evaluate", "--model=" + renamed, "--data=" + small.data(), "--attack=fgsm", "--checks=0");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .contains("alarm: class 0 is '0' in " + renamed + " and 'ant' in small. Classes are matched by index");
    }

    @Test
    void classesInAnotherOrderAreMatchedByName() throws IOException {
        ModelFile original = ModelFile.read(small.model());
        Path reordered = folder.resolve("reordered.safetensors");
        original.withClasses(List.of("cow", "ant", "bee")).write(reordered);

        Console console = Console.run(
                "evaluate", "--model=" + reordered, "--data=" + small.data(), "--attack=fgsm", "--checks=0");
        Console expected = Console.run(
                "evaluate", "--model=" + small.model(), "--data=" + small.data(), "--attack=fgsm", "--checks=0");

        assertThat(ModelFile.read(reordered).weights()).isNotEqualTo(original.weights());
        assertThat(console.out()).doesNotContain("alarm: class");
        assertThat(withoutTimes(console.out()))
                .isEqualTo(withoutTimes(expected.out().replace(small.model().toString(), reordered.toString())));
    }

    /** The last column has seconds. */
    private static String withoutTimes(String text) {
        return text.replaceAll("(?m) +[0-9.]+$", "");
    }

    /** Steps that are too short have the same effect as masked gradients. */
    @Test
    void oneStepBeatingSeveralRaisesTheAlarmOfReports() throws IOException {
        Console console = evaluate("--attack=fgsm,pgd-2", "--eps=32/255", "--step=1/25500", "--checks=0");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(written().alarms())
                .singleElement()
                .asString()
                .startsWith("one gradient step beats several: of 20 images");
        assertThat(console.out()).contains("alarm: one gradient step beats several");
    }

    @Test
    void maskedGradientsRaiseTheAlarmOfReports() throws IOException {
        Path saturated = small.saturated(folder.resolve("saturated.safetensors"));

        Console console = Console.run(
                "evaluate",
                "--model=" + saturated,
                "--data=" + small.data(),
                "--attack=fgsm",
                "--checks=" + SmallModel.IMAGES,
                "--out=" + results);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        ModelEvaluation found = written();
        assertThat(found.checks().orElseThrow().zeroGradients()).isEqualTo(SmallModel.RIGHT);
        String alarm = "the gradient of the cross entropy is exactly zero for %d of %d images"
                .formatted(SmallModel.RIGHT, SmallModel.IMAGES);
        assertThat(found.alarms()).anyMatch(text -> text.startsWith(alarm));
        assertThat(console.out()).contains("alarm: " + alarm);
    }

    private BitSet right(Path data) throws IOException {
        ImageSet images = DatasetFile.read(data).test();
        try (LoadedModel model = model(images.shape())) {
            return Predictions.of(model, images, ALL, progress -> {}).correct();
        }
    }

    private BitSet right(AdversarialExamples examples) throws IOException {
        try (LoadedModel model = model(DatasetFile.read(small.data()).test().shape())) {
            return Predictions.of(model, examples, progress -> {}).correct();
        }
    }

    private LoadedModel model(ImageShape shape) throws IOException {
        return LoadedModel.of(EvaluationSubject.read(List.of(small.model())), shape);
    }

    private Path examples(String... more) {
        Path file = folder.resolve("examples.safetensors");
        List<String> arguments =
                new ArrayList<>(List.of("attack", "--model=" + small.model(), "--data=" + small.data()));
        arguments.add("--out=" + file);
        arguments.addAll(List.of(more));
        assertThat(Console.run(arguments.toArray(String[]::new)).code()).isEqualTo(ExitCode.OK);
        return file;
    }

    /** Writes a copy of the examples in which one pixel of image 3 exceeds the radius. */
    private Path tampered(Path file) throws IOException {
        AdversarialExamples examples = AdversarialExamples.read(file, ALL);
        Tensor images = examples.images();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(images.elements()) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(images.data().asFloatBuffer());
        int pixel = (3 * examples.imageSize() + 5) * Float.BYTES;
        bytes.putFloat(pixel, bytes.getFloat(pixel) > 0.5 ? 0 : 1);
        Tensor changed = new Tensor(images.name(), images.dtype(), images.shape(), bytes);
        Path target = folder.resolve("tampered.safetensors");
        new AdversarialExamples(ALL, changed, examples.labels(), examples.predicted()).write(target);
        return target;
    }

    private ModelEvaluation written() throws IOException {
        return Json.read(Files.readAllBytes(results.resolve("evaluation.json")), ModelEvaluation.class);
    }

    private Console evaluate(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("evaluate", "--model=" + small.model(), "--data=" + small.data()));
        arguments.add("--out=" + results);
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }
}
