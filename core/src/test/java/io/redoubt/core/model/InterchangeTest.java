package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.file.StateDictImport;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exchange of files with PyTorch in both directions; {@code src/test/fixtures/pytorch_interchange.py} is the other
 * side.
 */
class InterchangeTest {
    private static final Path WRITTEN = Path.of("target", "interchange");

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 18, 50})
    void modelFileKeepsTheLogits(int depth) throws IOException {
        PyTorchRecording recording = PyTorchRecording.ofDepth(depth);
        Files.createDirectories(WRITTEN);
        Path file = WRITTEN.resolve("model-" + depth + ".safetensors");
        ModelDescription description = ModelDescription.of(
                recording.architecture(), List.of("a", "b", "c", "d", "e"), ModelDescription.CLASSIFICATION, "f00d");
        new ModelFile(description, recording.weights("before")).write(file);

        ModelFile read = ModelFile.read(file);

        Tensor images = recording.file().tensor("x");
        float[] logits = logits(read.network(), read.weights(), images);
        NumericAgreement.assertAgrees("logits", logits, recording.floats("evaluation.logits"));
        writeLogits(depth, images, logits);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 14})
    void pyTorchStateDictGivesThePyTorchLogits(int depth) throws IOException {
        Safetensors saved = resource("state-dict-" + depth + ".safetensors");
        Safetensors recorded = resource("state-dict-" + depth + "-answers.safetensors");

        StateDictImport read =
                StateDictImport.of(Networks.STANDARD, saved.tensors().values());

        assertThat(read.network()).isEqualTo(PyTorchRecording.ofDepth(depth).architecture());
        assertThat(read.prefix()).isEqualTo("module.1.");
        assertThat(read.constants()).containsExactly("module.0.mean", "module.0.std");
        assertThat(read.ignored()).contains("module.1.bn1.num_batches_tracked");
        NumericAgreement.assertAgrees(
                "logits",
                logits(read.network(), read.weights(), recorded.tensor("images")),
                PyTorchRecording.floats(recorded.tensor("logits")));
    }

    private static float[] logits(Network network, Weights weights, Tensor images) {
        ScriptSource source = new ScriptSource();
        network.define(source);
        ScriptMethod evaluationLogits = new ScriptMethod(
                "evaluation_logits", ScriptMethod.Type.TENSOR, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);
        source.define(evaluationLogits, CodeBlock.of("return self.logits(w, x, False, False)"));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors uploaded = module.upload("w", weights.inOrder(network.tensors()));
            return step.call(
                            evaluationLogits,
                            uploaded,
                            step.floats(
                                    images.shape(),
                                    into -> into.put(images.data().asFloatBuffer())))
                    .get(0)
                    .toFloats();
        }
    }

    /** Writes the logits that the script compares with those of PyTorch. */
    private static void writeLogits(int depth, Tensor images, float[] logits) throws IOException {
        long[] shape = {images.shape()[0], logits.length / images.shape()[0]};
        try (OutputStream out = Files.newOutputStream(WRITTEN.resolve("model-" + depth + "-answers.safetensors"))) {
            Safetensors.write(out, List.of(images, Tensor.of("logits", shape, logits)), Map.of());
        }
    }

    private static Safetensors resource(String name) throws IOException {
        try (InputStream in = InterchangeTest.class.getResourceAsStream(name)) {
            return Safetensors.read(ByteBuffer.wrap(in.readAllBytes()));
        }
    }
}
