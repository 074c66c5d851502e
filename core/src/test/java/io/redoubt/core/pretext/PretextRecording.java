package io.redoubt.core.pretext;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.Weights;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Recorded PyTorch results of a pretext task, see {@code src/test/fixtures/pretext_reference.py}. */
record PretextRecording(Safetensors file) {
    private static final ScriptMethod GRADIENT = new ScriptMethod(
            "gradient", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, ScriptMethods.TARGETS);
    private static final String WEIGHTS = "before.";

    static PretextRecording of(String task) {
        try (InputStream in = PretextRecording.class.getResourceAsStream(task + ".safetensors")) {
            return new PretextRecording(Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    float[] floats(String name) {
        return PyTorchRecording.floats(file.tensor(name));
    }

    long[] longs(String name) {
        long[] values = new long[(int) file.tensor(name).elements()];
        file.tensor(name).data().asLongBuffer().get(values);
        return values;
    }

    /** Losses and input gradient of the objective agree with PyTorch in both batch-norm modes. */
    void assertAgreesWith(Objective objective) {
        for (BatchNormModes modes : List.of(BatchNormModes.EVALUATION, BatchNormModes.TRAINING)) {
            String mode = modes.headTraining() ? "training" : "evaluation";
            ScriptSource source = new ScriptSource();
            objective.define(source);
            source.define(GRADIENT, CodeBlock.of("""
                    z = torch.requires_grad_(torch.detach(x), True)
                    losses = self.losses(w, z, t, {modes})
                    g = torch.grad([torch.mean(losses)], [z])[0]
                    assert g is not None
                    return [torch.detach(losses), torch.contiguous(g)]
                    """).with("modes", modes.arguments()));
            try (ScriptModule module = ScriptModule.load(source);
                    ScriptStep step = module.step()) {
                DeviceTensors weights = module.upload("w", weights().inOrder(objective.tensors()));
                Tensor x = file.tensor("x");
                DeviceTensor images =
                        step.floats(x.shape(), into -> into.put(x.data().asFloatBuffer()));
                DeviceTensor targets = step.longs(longs("t"), file.tensor("t").shape());

                List<DeviceTensor> results = step.call(GRADIENT, weights, images, targets);

                NumericAgreement.assertAgrees(mode + ".losses", results.get(0).toFloats(), floats(mode + ".losses"));
                NumericAgreement.assertAgrees(
                        mode + ".gradient", results.get(1).toFloats(), floats(mode + ".gradient"));
            }
        }
    }

    private Weights weights() {
        return Weights.of(file.tensors().values().stream()
                .filter(tensor -> tensor.name().startsWith(WEIGHTS))
                .map(tensor -> new Tensor(
                        tensor.name().substring(WEIGHTS.length()), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList());
    }
}
