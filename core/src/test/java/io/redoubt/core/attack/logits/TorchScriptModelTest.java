package io.redoubt.core.attack.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.core.attack.logits.LogitFunction.Pass;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.script.ExportedModules;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchScriptModelTest {
    private static final ImageShape SHAPE = new ImageShape(3, 16, 16);
    private static final ImageShape SMALL = new ImageShape(1, 2, 2);
    private static final String FLAT = "torch.flatten(x, 1)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"vision-transformer, false", "vision-transformer-normalised, true"})
    void visionTransformerLogitsAndGradientsEqualPyTorch(String recording, boolean normalised) throws IOException {
        Safetensors recorded = Safetensors.read(ByteBuffer.wrap(resource(recording + "-answers.safetensors")));
        float[][] images = rows(PyTorchRecording.floats(recorded.tensor("images")), SHAPE.size());
        Normalisation first = normalised ? Normalisation.CIFAR10 : Normalisation.none(3);
        try (TorchScriptModel model = TorchScriptModel.load(transformer(), new ImageInput(SHAPE, 0, 1, first))) {

            try (Pass pass = model.pass(images)) {
                float[][] logits = pass.logits();
                float[][] gradients = pass.gradients(crossEntropyWeights(logits, recorded));

                assertThat(model.classes()).isEqualTo(10);
                assertAgrees("evaluation.logits", logits, recorded);
                assertAgrees("evaluation.gradient", gradients, recorded);
                assertThat(model.logits(images)).isDeepEqualTo(logits);
            }
        }
    }

    @Test
    void valuesAreMappedToTheDeclaredRange() throws IOException {
        Path file = ExportedModules.write(folder.resolve("m.pt"), "return " + FLAT);
        ImageInput input = new ImageInput(SMALL, -1, 1, new Normalisation(List.of(0.5), List.of(0.25)));
        try (TorchScriptModel model = TorchScriptModel.load(file, input);
                Pass pass = model.pass(new float[][] {{0, 0.25f, 0.5f, 1}})) {

            assertThat(pass.logits()[0]).containsExactly(-6, -4, -2, 2);
            assertThat(pass.gradients(new float[][] {{1, 0, 0, 2}})[0]).containsExactly(8, 0, 0, 16);
        }
    }

    @Test
    void archiveThatExpandsWithoutBoundIsRejected() throws IOException {
        Path file = folder.resolve("bomb.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("bomb/data/0"));
            for (int mib = 0; mib < 65; mib++) {
                zip.write(new byte[1 << 20]);
            }
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchScriptModel.load(file, new ImageInput(SMALL, 0, 1, Normalisation.none(1))))
                .withMessageStartingWith("the archive expands from 0 MiB to 65 MiB; ");
    }

    @Test
    void wrongImageSizeIsRejectedOnTheFirstPass() {
        ImageInput input = new ImageInput(new ImageShape(3, 8, 8), 0, 1, Normalisation.none(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchScriptModel.load(transformer(), input))
                .withMessageContaining("forward fails on images of shape (3, 3, 8, 8): RuntimeError: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return torch.reshape(x, [-1])                          | shape [12] for 3 images",
                "return torch.sum(torch.flatten(x, 1), [1], True)        | at least two classes",
                "return torch.to(torch.flatten(x, 1), 7)                | computes in float32",
                "return torch.log(torch.mul(torch.flatten(x, 1), -1))    | check the value range",
                "return torch.sub(torch.flatten(x, 1), torch.mean(x))    | module.eval()",
                "return torch.detach(torch.flatten(x, 1))               | no gradient flows"
            })
    void moduleThatIsNotAClassifierIsRejected(String body, String problem) throws IOException {
        Path file = ExportedModules.write(folder.resolve("m.pt"), body);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchScriptModel.load(file, new ImageInput(SMALL, 0, 1, Normalisation.none(1))))
                .withMessageContaining(problem);
    }

    @Test
    void moduleThatReturnsSeveralTensorsIsRejected() throws IOException {
        Path file = ExportedModules.write(folder.resolve("m.pt"), Type.TENSORS, "return [" + FLAT + ", x]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchScriptModel.load(file, new ImageInput(SMALL, 0, 1, Normalisation.none(1))))
                .withMessageContaining("export a module that returns the logits alone");
    }

    @Test
    void corruptArchiveIsRejected() throws IOException {
        Path file = Files.write(folder.resolve("m.pt"), new byte[] {'P', 'K', 3, 4, 5, 6, 7, 8, 9});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchScriptModel.load(file, new ImageInput(SMALL, 0, 1, Normalisation.none(1))))
                .withMessageContaining("the engine cannot load the archive");
    }

    @Test
    void invalidInputSizeOrRangeIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageInput(SHAPE, 1, 0, Normalisation.none(3)))
                .withMessageContaining("0,255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageInput(SHAPE, 0, 1, Normalisation.none(1)))
                .withMessageContaining("3 channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageInput(new ImageShape(0, 1, 1), 0, 1, Normalisation.none(3)))
                .withMessageContaining("0x1x1");
    }

    /** The derivative of the summed cross entropy: softmax minus the label. */
    private static float[][] crossEntropyWeights(float[][] logits, Safetensors recorded) {
        float[][] weights = new float[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            double sum = 0;
            weights[i] = new float[logits[i].length];
            for (float logit : logits[i]) {
                sum += Math.exp(logit);
            }
            for (int k = 0; k < weights[i].length; k++) {
                weights[i][k] = (float) (Math.exp(logits[i][k]) / sum);
            }
            weights[i][(int) recorded.tensor("labels").data().asLongBuffer().get(i)] -= 1;
        }
        return weights;
    }

    private static void assertAgrees(String name, float[][] actual, Safetensors recorded) {
        float[] expected = PyTorchRecording.floats(recorded.tensor(name));
        float[] flat = new float[expected.length];
        for (int i = 0; i < actual.length; i++) {
            System.arraycopy(actual[i], 0, flat, i * actual[i].length, actual[i].length);
        }
        NumericAgreement.assertAgrees(name, flat, expected);
    }

    private static float[][] rows(float[] values, int size) {
        float[][] rows = new float[values.length / size][size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, i * size, rows[i], 0, size);
        }
        return rows;
    }

    private Path transformer() throws IOException {
        return Files.write(folder.resolve("vit.pt"), resource("vision-transformer.pt"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = NumericAgreement.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
