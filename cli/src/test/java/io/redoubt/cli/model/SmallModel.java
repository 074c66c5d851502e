package io.redoubt.cli.model;

import io.redoubt.api.IndexRange;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A model file that is easily fooled, and a data set file with test images, most of which it classifies correctly.
 *
 * @param model the model
 * @param data the data set
 */
public record SmallModel(Path model, Path data) {

    static final int IMAGES = 24;
    private static final int SIDE = 8;
    /** Every n-th label differs from the prediction. */
    static final int WRONG_EVERY = 6;

    static final int RIGHT = IMAGES - IMAGES / WRONG_EVERY;
    static final List<String> CLASSES = List.of("ant", "bee", "cow");
    private static final PreActResNet NETWORK =
            new PreActResNet(10, 2, CLASSES.size(), new Normalisation(List.of(0.5), List.of(0.25)));

    public static SmallModel in(Path folder) throws IOException {
        Path model = model(folder.resolve("model.safetensors"), 1);
        Weights weights = ModelFile.read(model).weights();
        ImageSet unlabelled = images(new int[IMAGES]);
        int[] labels;
        try (LoadedModel network = new LoadedModel(NETWORK, weights, unlabelled.shape())) {
            labels = Predictions.of(network, unlabelled, new IndexRange(0, IMAGES), progress -> {})
                    .predicted();
        }
        for (int i = 0; i < IMAGES; i += WRONG_EVERY) {
            labels[i] = (labels[i] + 1) % CLASSES.size();
        }
        Path data = folder.resolve("data.safetensors");
        DatasetFile.write(new ImageDataset("small", CLASSES, images(labels), images(labels)), data);
        return new SmallModel(model, data);
    }

    /** Writes another model of the same architecture. */
    static Path model(Path file, long seed) throws IOException {
        return model(file, seed, NETWORK, CLASSES, ModelDescription.CLASSIFICATION);
    }

    public static Path model(Path file, long seed, Network network, List<String> classes, String task)
            throws IOException {
        Weights weights = balanced(network, Weights.initial(network.tensors(), seed));
        new ModelFile(ModelDescription.of(network, classes, task, ModelDescription.IMPORTED), weights).write(file);
        return file;
    }

    /** Writes the model with logits so far apart that the softmax is exactly one-hot in float32. */
    Path saturated(Path file) throws IOException {
        ModelFile original = ModelFile.read(model);
        List<Tensor> tensors = original.weights().tensors().stream()
                .map(tensor -> tensor.name().startsWith("fc.") ? scaled(tensor) : tensor)
                .toList();
        new ModelFile(original.description(), Weights.of(tensors)).write(file);
        return file;
    }

    private static Tensor scaled(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        tensor.data().asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1e6f;
        }
        return Tensor.of(tensor.name(), tensor.shape(), values);
    }

    /** Random weights prefer one class to all others, whatever the image; these do not, and so are easily fooled. */
    private static Weights balanced(Network network, Weights weights) {
        ImageShape shape = new ImageShape(network.channels(), SIDE, SIDE);
        float[] bias = new float[network.classes()];
        weights.find("fc.bias").orElseThrow().data().asFloatBuffer().get(bias);
        try (LoadedModel function = new LoadedModel(network, weights, shape)) {
            float[][] points = new float[IMAGES][shape.size()];
            RandomStream random = new RandomStream(8);
            for (float[] point : points) {
                for (int i = 0; i < point.length; i++) {
                    point[i] = random.nextFloat();
                }
            }
            for (float[] logits : function.logits(points)) {
                for (int i = 0; i < bias.length; i++) {
                    bias[i] -= logits[i] / points.length;
                }
            }
        }
        return Weights.of(weights.tensors().stream()
                .map(tensor ->
                        tensor.name().equals("fc.bias") ? Tensor.of(tensor.name(), tensor.shape(), bias) : tensor)
                .toList());
    }

    private static ImageSet images(int[] labels) {
        RandomStream random = new RandomStream(7);
        ByteBuffer pixels = ByteBuffer.allocate(labels.length * SIDE * SIDE);
        while (pixels.hasRemaining()) {
            pixels.put((byte) (256 * random.nextFloat()));
        }
        return new ImageSet(1, SIDE, SIDE, pixels.flip(), labels);
    }
}
