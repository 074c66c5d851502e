package io.redoubt.core.model;

import io.redoubt.core.model.file.StateDictImport;
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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State dicts under published names give the logits and gradients of PyTorch. */
class PublishedNetworksTest {
    private static final ScriptMethod OUTPUTS = new ScriptMethod(
            "outputs", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, ScriptMethods.TARGETS);

    @ParameterizedTest
    @CsvSource({
        "resnet-18, resnet-18, resnet, 16",
        "resnet-18-torchvision, resnet-18, resnet, 16",
        "resnet-18-normalised, resnet-18-normalised, resnet, 16",
        "resnet-18-attacker, resnet-18-attacker, resnet, 16",
        "resnet-34, resnet-34, resnet, 16",
        "resnet-50, resnet-50, resnet, 16",
        "resnet-50-torchvision, resnet-50, resnet, 16",
        "preact-resnet-18, preact-resnet-18, preact-resnet, 16",
        "preact-resnet-18, preact-resnet-18-raw-shortcut, preact-resnet-raw-shortcut, 16",
        "preact-resnet-18-bn, preact-resnet-18-bn, preact-resnet-bn, 16",
        "preact-resnet-18-bn-parallel, preact-resnet-18-bn, preact-resnet-bn, 16",
        "preact-resnet-18-bn, preact-resnet-18-bn-raw-shortcut, preact-resnet-bn-raw-shortcut, 16",
        "preact-resnet-18-bn-constants, preact-resnet-18-bn-constants, preact-resnet-bn, 16",
        "wide-resnet-10-1-sub-block, wide-resnet-10-1-sub-block, wide-resnet, 16",
        "wide-resnet-16-2, wide-resnet-16-2, wide-resnet, 2",
        "wide-resnet-16-2, wide-resnet-16-2-silu, wide-resnet-silu, 2",
        "wide-resnet-16-2-sequential, wide-resnet-16-2-sequential, wide-resnet, 2",
        "dm-wide-resnet-10-1, dm-wide-resnet-10-1, dm-wide-resnet-silu, 16",
        "dm-wide-resnet-16-2, dm-wide-resnet-16-2, dm-wide-resnet-silu, 4",
        "dm-wide-resnet-16-2, dm-wide-resnet-16-2-relu, dm-wide-resnet, 4",
        "dm-wide-resnet-10-2-parallel, dm-wide-resnet-10-2-parallel, dm-wide-resnet-silu, 2"
    })
    void importedStateDictGivesThePyTorchLogits(String state, String recording, String architecture, int stem) {
        StateDictImport imported = new PublishedNetwork(state, architecture, stem).imported();
        Safetensors recorded = PublishedNetwork.file(recording + "-answers");

        ScriptSource source = new ScriptSource();
        imported.network().define(source);
        source.define(OUTPUTS, CodeBlock.of("""
                z = torch.requires_grad_(torch.detach(x), True)
                losses = self.losses(w, z, t, False, False)
                g = torch.grad([torch.sum(losses)], [z])[0]
                assert g is not None
                logits = torch.detach(self.logits(w, x, False, False))
                return [logits, torch.contiguous(g), torch.detach(self.logits(w, x, True, True))]
                """));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload(
                    "w", imported.weights().inOrder(imported.network().tensors()));

            List<DeviceTensor> results =
                    step.call(OUTPUTS, weights, floats(step, recorded, "images"), longs(step, recorded, "labels"));

            List<String> names = List.of("evaluation.logits", "evaluation.gradient", "training.logits");
            for (int i = 0; i < names.size(); i++) {
                NumericAgreement.assertAgrees(
                        names.get(i),
                        results.get(i).toFloats(),
                        PyTorchRecording.floats(recorded.tensor(names.get(i))));
            }
        }
    }

    private static DeviceTensor floats(ScriptStep step, Safetensors file, String name) {
        Tensor tensor = file.tensor(name);
        return step.floats(tensor.shape(), into -> into.put(tensor.data().asFloatBuffer()));
    }

    private static DeviceTensor longs(ScriptStep step, Safetensors file, String name) {
        Tensor tensor = file.tensor(name);
        long[] values = new long[(int) tensor.elements()];
        tensor.data().asLongBuffer().get(values);
        return step.longs(values, tensor.shape());
    }
}
