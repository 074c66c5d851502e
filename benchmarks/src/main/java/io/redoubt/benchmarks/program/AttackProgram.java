package io.redoubt.benchmarks.program;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import io.redoubt.data.format.BundledDatasets;
import io.redoubt.data.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.Map;

/** An attack on bundled test images, as an attack job runs it. */
public final class AttackProgram {
    private static final int CLASSES = 10;

    private final AttackRun run;
    private final ImageSet images;

    private AttackProgram(AttackRun run, ImageSet images) {
        this.run = run;
        this.images = images;
    }

    /** @param arguments the file of {@link ModelProgram}, its width, the attack and the number of images */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        ImageSet images = BundledDatasets.open(BundledDatasets.FASHION_MNIST_MINI)
                .stratified()
                .test();
        Network network = Networks.STANDARD.network(
                ModelProgram.model(Integer.parseInt(arguments[1])),
                CLASSES,
                Normalisation.forChannels(images.channels()));
        Weights weights =
                Weights.of(Safetensors.read(Path.of(arguments[0])).tensors().values());
        Ball ball = Ball.of(TrainingSettings.THREAT);
        int count = Integer.parseInt(arguments[3]);
        try (LoadedModel model = new LoadedModel(network, weights, images.shape())) {
            AttackProgram attack = new AttackProgram(
                    new AttackRun(
                            model,
                            Attacks.of(AttackName.parse(arguments[2]), ball, TrainingSettings.STEP.value()),
                            ball),
                    images);
            requests.serve(() -> attack.perturb(Math.max(1, count / 8)), () -> attack.perturb(count));
        }
    }

    private Map<String, ?> perturb(int count) {
        AttackResult result = run.perturb(images, new IndexRange(0, count), 1, progress -> {});
        AttackFigures last = result.figures().get(result.figures().size() - 1);
        return Map.of("images", count, "robust", 100.0 * last.standing() / count);
    }
}
