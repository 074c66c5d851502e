package io.redoubt.benchmarks;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of attacks without the model: 128 images of CIFAR-10's size, and a classifier that answers at once. The
 * counter {@code queries} is the time per image and query, in which the searches of all processors share.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class SearchBenchmark {
    private static final int IMAGES = 128;

    /** So small that FAB's points beyond the boundary do not end its search. */
    private static final double RADIUS = 1e-6;

    /** The attack. */
    @Param({"pgd-20", "apgd-ce-20", "apgd-t-5", "fab-t-5", "square-200"})
    public String attack;

    /** The norm. */
    @Param({"linf", "l2"})
    public String norm;

    private AttackSuite suite;
    private ImageShape shape;
    private List<float[]> pixels;
    private Ball ball;

    /** The number of queries of all images. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        public long queries;
    }

    /** Draws the images. */
    @Setup
    public void draw() {
        ball = norm.equals("l2") ? new L2Ball(RADIUS) : new LinfBall(RADIUS);
        suite = Attacks.of(AttackName.parse(attack), ball, RADIUS);
        ImageSet random = RandomImages.colour().test();
        shape = random.shape();
        pixels = IntStream.range(0, IMAGES).mapToObj(random::floats).toList();
    }

    /** Runs the attack on all images. */
    @Benchmark
    public List<AttackFigures> search(Counter counter) {
        List<AttackedImage> images = IntStream.range(0, IMAGES)
                .mapToObj(image -> new AttackedImage(pixels.get(image), shape, 0, image, ball))
                .toList();
        List<AttackFigures> figures = suite.run(new Answers(), images, progress -> {});
        counter.queries +=
                figures.stream().mapToLong(AttackFigures::forwardPasses).sum();
        return figures;
    }

    /** Answers in the ball classify correctly; those without a gradient under FAB are misclassified, as most of its are. */
    private final class Answers implements LogitFunction {
        private static final int CLASSES = 10;

        private final float[][] gradients =
                IntStream.range(0, IMAGES).mapToObj(this::gradient).toArray(float[][]::new);

        private final boolean beyond = attack.startsWith("fab");
        private int passes;

        private float[] gradient(int image) {
            RandomStream random = new RandomStream(image);
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
            return values;
        }

        @Override
        public int classes() {
            return CLASSES;
        }

        @Override
        public float[][] logits(float[][] points) {
            return answers(points.length, beyond && passes > 0 ? -1 : 1);
        }

        private float[][] answers(int count, float label) {
            passes++;
            float[][] logits = new float[count][CLASSES];
            for (float[] row : logits) {
                row[0] = label;
                row[1 + passes % (CLASSES - 1)] = passes % 2 * 0.5f;
            }
            return logits;
        }

        @Override
        public Pass pass(float[][] points) {
            float[][] logits = answers(points.length, 1);
            return new Pass() {
                @Override
                public float[][] logits() {
                    return logits;
                }

                @Override
                public float[][] gradients(float[][] weights) {
                    return gradients;
                }

                @Override
                public void close() {}
            };
        }
    }
}
