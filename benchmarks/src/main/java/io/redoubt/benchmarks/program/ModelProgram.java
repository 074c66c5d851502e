package io.redoubt.benchmarks.program;

import io.redoubt.api.event.Progress;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.TrainingObserver;
import io.redoubt.core.train.TrainingSnapshot;
import io.redoubt.core.train.TrainingState;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.format.BundledDatasets;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains a pre-activation ResNet of depth 10 adversarially on the bundled images, and writes its weights together with the
 * test images, {@code images} (N,C,H,W) in [0,1], and their {@code labels}: what an attack in PyTorch needs.
 */
public final class ModelProgram {
    private static final int DEPTH = 10;
    private static final int BATCH = 128;
    private static final int ATTACK_STEPS = 3;
    private static final TrainingObserver NONE = new TrainingObserver() {
        @Override
        public void progress(Progress progress, TrainingSnapshot snapshot) {}

        @Override
        public void checkpoint(TrainingState state, Progress progress) {}
    };

    private ModelProgram() {}

    /** Returns the network of a width. */
    static ModelSpec model(int width) {
        return new ModelSpec(DEPTH, width);
    }

    /** @param arguments the width, the number of epochs and the file to write */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        ImageDataset dataset =
                BundledDatasets.open(BundledDatasets.FASHION_MNIST_MINI).stratified();
        FineTuning training = new FineTuning(
                TrainingSettings.finetune(
                        model(Integer.parseInt(arguments[0])),
                        TrainingSettings.recipe(
                                Integer.parseInt(arguments[1]), BATCH, ATTACK_STEPS, AugmentationPolicy.NONE)),
                dataset);
        requests.serve(
                () -> {
                    TrainingState trained = training.run(training.start(training.initialWeights()), NONE);
                    write(Path.of(arguments[2]), trained.weights().tensors(), dataset);
                    return Map.of();
                },
                Map::of);
    }

    private static void write(Path file, List<Tensor> weights, ImageDataset dataset) throws IOException {
        int count = dataset.test().size();
        int size = dataset.test().imageBytes();
        float[] pixels = new float[count * size];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(dataset.test().floats(i), 0, pixels, i * size, size);
            labels[i] = dataset.test().label(i);
        }
        List<Tensor> tensors = new ArrayList<>(weights);
        tensors.add(Tensor.of(
                "images",
                new long[] {
                    count,
                    dataset.test().channels(),
                    dataset.test().height(),
                    dataset.test().width()
                },
                pixels));
        tensors.add(Tensor.of("labels", new long[] {count}, labels));
        // Renamed when it is complete: an interrupted run leaves no file that a later run would use.
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            Safetensors.write(out, tensors, Map.of());
        }
        Files.move(partial, file);
    }
}
