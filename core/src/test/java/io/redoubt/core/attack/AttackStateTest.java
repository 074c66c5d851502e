package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import io.redoubt.data.safetensors.Safetensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attack that is stopped at any point and resumed from a stored state has the result of an uninterrupted one. */
class AttackStateTest {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final long SEED = 5;
    /** Three blocks. */
    private static final IndexRange RANGE = new IndexRange(10, 610);

    private static final Ball BALL = new LinfBall(4 / 255.0);

    private static LoadedModel network;
    private static ImageSet images;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        PreActResNet architecture = new PreActResNet(10, 2, 3, Normalisation.forChannels(1));
        network = new LoadedModel(architecture, Weights.initial(architecture.tensors(), SEED), SHAPE);
        images = labelled(620);
    }

    @AfterAll
    static void free() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgd-3", "apgd-ce-4+fab-t-2+square-20"})
    void resumedRunEndsWithTheSameBytesAndFigures(String attack) throws IOException {
        AttackRun run = run(attack);
        AttackResult uninterrupted = run.perturb(images, RANGE, SEED, progress -> {});
        Map<AttackState, Path> written = new LinkedHashMap<>();

        run.perturb(
                images,
                RANGE,
                SEED,
                Optional.empty(),
                (progress, state) -> state.ifPresent(next -> written.computeIfAbsent(next, this::written)));

        assertThat(written).hasSizeGreaterThanOrEqualTo(3);
        for (Path file : written.values()) {
            AttackState read = read(file);
            List<Progress> reports = new ArrayList<>();
            AttackResult resumed =
                    run.perturb(images, RANGE, SEED, Optional.of(read), (progress, next) -> reports.add(progress));

            String place = "resumed after " + read.searches() + " searches";
            assertThat(bytes(resumed.examples())).as(place).isEqualTo(bytes(uninterrupted.examples()));
            assertThat(figures(resumed)).as(place).isEqualTo(figures(uninterrupted));
            assertThat(reports.get(0).done())
                    .as(place)
                    .isEqualTo(read.unfinished().done());
            assertThat(reports.get(0).fraction().orElseThrow()).as(place).isPositive();
            assertThat(reports.get(reports.size() - 1).fraction()).as(place).hasValue(1.0);
            assertThat(reports.get(reports.size() - 1).secondsLeft()).isZero();
        }
    }

    /** A function in Java, unlike kernels, rounds equally in batches of every size. */
    @ParameterizedTest
    @ValueSource(ints = {7, 500})
    void stateOfAnotherBatchSizeIsResumed(int batch) throws IOException {
        TanhLogits function = TanhLogits.random(3, SHAPE.size(), 2);
        AttackSuite suite = Attacks.of(AttackName.parse("apgd-ce-3+fab-t-2+square-20"), BALL, 2 / 255.0);
        Map<AttackState, Path> written = new LinkedHashMap<>();
        AttackResult expected = new AttackRun(function.withBatch(BatchSize.of(16)), suite, BALL)
                .perturb(
                        images,
                        RANGE,
                        SEED,
                        Optional.empty(),
                        (progress, state) -> state.ifPresent(next -> written.computeIfAbsent(next, this::written)));
        AttackRun other = new AttackRun(function.withBatch(BatchSize.of(batch)), suite, BALL);

        for (Path file : written.values()) {
            AttackResult resumed = other.perturb(images, RANGE, SEED, Optional.of(read(file)), (progress, next) -> {});

            assertThat(bytes(resumed.examples())).isEqualTo(bytes(expected.examples()));
        }
        assertThat(written).hasSizeGreaterThan(10);
        assertThat(bytes(other.perturb(images, RANGE, SEED, progress -> {}).examples()))
                .isEqualTo(bytes(expected.examples()));
    }

    /** The state is unchanged while the searches of the next block are running. */
    @Test
    void stateIsThatOfTheLastFinishedBlock() throws IOException {
        Map<Integer, byte[]> first = new LinkedHashMap<>();
        List<Long> rounds = new ArrayList<>();

        run("pgd-3").perturb(images, RANGE, SEED, Optional.empty(), (progress, state) -> {
            rounds.add(progress.done());
            state.ifPresent(next -> {
                byte[] content = content(next);
                assertThat(first.computeIfAbsent(next.searches(), searches -> content))
                        .isEqualTo(content);
            });
        });

        assertThat(first.keySet()).containsExactly(600, 856, 1112);
        assertThat(rounds).hasSizeGreaterThan(first.size());
    }

    @Test
    void resumedAttackRepeatsNoPass() throws IOException {
        AttackRun run = run("pgd-3");
        Map<AttackState, Path> written = new LinkedHashMap<>();
        AttackResult uninterrupted = run.perturb(
                images,
                RANGE,
                SEED,
                Optional.empty(),
                (progress, state) -> state.ifPresent(next -> written.computeIfAbsent(next, this::written)));
        AttackState last = read(List.copyOf(written.values()).get(written.size() - 1));
        Counted counted = new Counted(network);

        new AttackRun(counted, run.suite(), BALL)
                .perturb(images, RANGE, SEED, Optional.of(last), (progress, state) -> {});

        long before = last.finished().get(0).forwardPasses()
                + last.unfinished().passes().forward();
        assertThat(before).isPositive();
        assertThat(counted.points).isEqualTo(uninterrupted.passes().forward() - before);
    }

    @Test
    void stateOfAnotherAttackIsRejected() {
        AttackState state = anyState("apgd-ce-2+square-5");

        assertThatThrownBy(() -> run("apgd-ce-2+square-5")
                        .perturb(images, new IndexRange(0, 7), SEED, Optional.of(state), (progress, next) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has 600 images after 1 attacks; there are 7 images and 2 attacks");
        assertThatThrownBy(
                        () -> run("apgd-ce-2").perturb(images, RANGE, SEED, Optional.of(state), (progress, next) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has 600 images after 1 attacks; there are 600 images and 1 attacks");
    }

    private static AttackRun run(String attack) {
        return new AttackRun(network, Attacks.of(AttackName.parse(attack), BALL, 2 / 255.0), BALL);
    }

    /** The last state that the observer receives. */
    private static AttackState anyState(String attack) {
        List<AttackState> states = new ArrayList<>();
        run(attack).perturb(images, RANGE, SEED, Optional.empty(), (progress, state) -> state.ifPresent(states::add));
        return states.get(states.size() - 1);
    }

    private static List<String> figures(AttackResult result) {
        List<String> figures = new ArrayList<>(result.figures().stream()
                .map(attack -> new AttackFigures(
                                attack.attack(),
                                attack.attacked(),
                                attack.fooled(),
                                attack.standing(),
                                attack.forwardPasses(),
                                attack.backwardPasses(),
                                0)
                        .toString())
                .toList());
        figures.add(result.passes().toString());
        return figures;
    }

    /** The run goes on to change a state, so it is written when the observer receives it. */
    private Path written(AttackState state) {
        try {
            Path file = Files.createTempFile(folder, "state", ".safetensors");
            state.write(file);
            return file;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static AttackState read(Path file) throws IOException {
        return AttackState.read(file, SHAPE);
    }

    private byte[] bytes(AdversarialExamples examples) throws IOException {
        Path file = Files.createTempFile(folder, "examples", ".safetensors");
        examples.write(file);
        return Files.readAllBytes(file);
    }

    private static byte[] content(AttackState state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Safetensors.write(
                    out, new AttackStateFormat(state.shape()).tensors(state), AttackStateFormat.metadata(state));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    /** Noise images; four of five have the class that the network predicts as their label. */
    private static ImageSet labelled(int count) {
        RandomStream random = new RandomStream(3);
        ByteBuffer pixels = ByteBuffer.allocate(count * SHAPE.size());
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            float[] image = new float[SHAPE.size()];
            for (int pixel = 0; pixel < image.length; pixel++) {
                int value = random.nextInt(256);
                pixels.put((byte) value);
                image[pixel] = value / 255f;
            }
            int taken = Logits.argmax(network.logits(new float[][] {image})[0]);
            labels[i] = i % 5 == 0 ? (taken + 1) % network.classes() : taken;
        }
        return new ImageSet(SHAPE.channels(), SHAPE.height(), SHAPE.width(), pixels.flip(), labels);
    }

    /** Counts the queried points. */
    private static final class Counted implements LogitFunction {
        private final LogitFunction function;
        private long points;

        private Counted(LogitFunction function) {
            this.function = function;
        }

        @Override
        public int classes() {
            return function.classes();
        }

        @Override
        public float[][] logits(float[][] batch) {
            points += batch.length;
            return function.logits(batch);
        }

        @Override
        public Pass pass(float[][] batch) {
            points += batch.length;
            return function.pass(batch);
        }
    }
}
