package io.redoubt.benchmarks;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageSet;
import io.redoubt.data.format.BundledDatasets;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Prediction and PGD-20 on one batch of 128 bundled images, with the network of the quickstart. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 5)
public class AttackBenchmark {

    private static final IndexRange BATCH = new IndexRange(0, 128);

    /** Channels of the stem. */
    @Param({"8", "16"})
    public int width;

    private ImageSet images;
    private LoadedModel model;
    private AttackRun attack;

    /** Loads the network and the images. */
    @Setup
    public void load() throws IOException {
        images = BundledDatasets.open(BundledDatasets.FASHION_MNIST_MINI).test();
        PreActResNet network = new PreActResNet(10, width, 10, Normalisation.forChannels(images.channels()));
        Weights weights = Weights.initial(network.tensors(), 1);
        LinfBall ball = new LinfBall(8.0 / 255);
        model = new LoadedModel(network, weights, images.shape());
        attack = new AttackRun(model, Attacks.of(AttackName.parse("pgd-20"), ball, 2.0 / 255), ball);
    }

    /** Frees the network. */
    @TearDown
    public void free() {
        model.close();
    }

    /** 128 forward passes. */
    @Benchmark
    public Predictions predict() {
        return Predictions.of(model, images, BATCH, progress -> {});
    }

    /** 128 times 20 forward and backward passes, and two more forward. */
    @Benchmark
    public AdversarialExamples pgd20() {
        return attack.perturb(images, BATCH, 1, progress -> {}).examples();
    }
}
