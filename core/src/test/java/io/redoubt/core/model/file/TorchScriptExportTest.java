package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.attack.logits.ImageInput;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.TorchScriptModel;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchScriptExportTest {

    private static final ImageShape SHAPE = new ImageShape(3, 8, 8);
    private static final List<String> CLASSES = List.of("ant", "bee", "cow");
    private static final Network NETWORK = new PreActResNet(10, 2, CLASSES.size(), Normalisation.CIFAR10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void engineLoadsTheArchiveAndComputesTheSameLogits(int members) throws IOException {
        EvaluationSubject subject = new EvaluationSubject(LongStream.rangeClosed(1, members)
                .mapToObj(TorchScriptExportTest::model)
                .toList());
        Path file = folder.resolve("model.pt");

        TorchScriptExport.write(subject, file);

        float[][] images = images(5);
        try (LoadedModel original = LoadedModel.of(subject, SHAPE);
                TorchScriptModel exported =
                        TorchScriptModel.load(file, new ImageInput(SHAPE, 0, 1, Normalisation.none(3)))) {
            assertThat(exported.classes()).isEqualTo(CLASSES.size());
            assertThat(exported.logits(images)).isDeepEqualTo(original.logits(images));
            try (LogitFunction.Pass pass = exported.pass(images);
                    LogitFunction.Pass expected = original.pass(images)) {
                float[][] weights = new float[images.length][];
                Arrays.fill(weights, new float[] {1, -2, 0.5f});
                pass.logits();
                expected.logits();
                assertThat(pass.gradients(weights)).isDeepEqualTo(expected.gradients(weights));
            }
        }
    }

    @Test
    void equalModelsHaveEqualBytes() throws IOException {
        TorchScriptExport.write(new EvaluationSubject(List.of(model(1))), folder.resolve("a.pt"));
        TorchScriptExport.write(new EvaluationSubject(List.of(model(1))), folder.resolve("b.pt"));

        assertThat(folder.resolve("a.pt")).hasSameBinaryContentAs(folder.resolve("b.pt"));
    }

    private static ModelFile model(long seed) {
        return new ModelFile(
                ModelDescription.of(NETWORK, CLASSES, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                Weights.initial(NETWORK.tensors(), seed));
    }

    private static float[][] images(int count) {
        RandomStream random = new RandomStream(3);
        float[][] images = new float[count][SHAPE.size()];
        for (float[] image : images) {
            for (int i = 0; i < image.length; i++) {
                image[i] = random.nextFloat();
            }
        }
        return images;
    }
}
