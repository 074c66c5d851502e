package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
    private static final long[] PAIR = {2};
    private static final Argument W = ScriptMethods.WEIGHTS;
    private static final Argument X = ScriptMethods.IMAGES;
    private static final ScriptMethod IDENTITY = new ScriptMethod("identity", Type.TENSOR, X);

    @Test
    void methodTakesTensorsAndListsAndReturnsTensors() {
        ScriptMethod weighted = new ScriptMethod("weighted", Type.TENSORS, W, X, ScriptMethods.RATE);
        ScriptSource source = new ScriptSource().define(weighted, CodeBlock.of("""
                sum = torch.add(torch.mul(w[0], x), w[1])
                return [torch.mul(sum, float(rate)), torch.tensor([float(torch.len(w))])]
                """));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload(
                    "w", List.of(Tensor.of("a", PAIR, new float[] {2, 3}), Tensor.of("b", PAIR, new float[] {10, 20})));
            DeviceTensor x = step.floats(PAIR, into -> into.put(1).put(-1));

            List<DeviceTensor> results = step.call(weighted, weights, x, step.doubles(0.5));

            assertThat(results.get(0).toFloats()).containsExactly(6f, 8.5f);
            assertThat(results.get(1).toFloats()).containsExactly(2f);
        }
    }

    @Test
    void scriptChangesUploadedTensorsButNotTheOriginals() {
        Tensor original = Tensor.of("a", PAIR, new float[] {2, 3});
        ScriptMethod grow = new ScriptMethod("grow", Type.TENSOR, W);
        ScriptSource source = new ScriptSource().define(grow, CodeBlock.of("return torch.add_(w[0], 1.)"));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", List.of(original));

            step.call(grow, weights);

            assertThat(module.download(weights, List.of(original)))
                    .containsExactly(Tensor.of("a", PAIR, new float[] {3, 4}));
            assertThat(original).isEqualTo(Tensor.of("a", PAIR, new float[] {2, 3}));
        }
    }

    @Test
    void stepsFreeTheirTensors() {
        ScriptMethod twice = new ScriptMethod("twice", Type.TENSOR, W, X);
        ScriptSource source = new ScriptSource().define(twice, CodeBlock.of("return torch.mul(x, w[0])"));
        try (ScriptModule module = ScriptModule.load(source)) {
            DeviceTensors weights = module.upload("w", List.of(Tensor.of("a", PAIR, new float[] {2, 2})));
            int live = module.liveTensors();
            for (int i = 0; i < 20; i++) {
                float value = i;
                try (ScriptStep step = module.step()) {
                    DeviceTensor x = step.floats(PAIR, into -> into.put(value).put(value));
                    assertThat(step.call(twice, weights, x).get(0).toFloats()).containsExactly(2 * value, 2 * value);
                }
                assertThat(module.liveTensors()).isEqualTo(live);
            }
        }
    }

    @Test
    void invalidScriptIsRejectedWithTheLine() {
        ScriptSource source = new ScriptSource().define(IDENTITY, CodeBlock.of("return torch.no_such(x)"));

        assertThatThrownBy(() -> ScriptModule.load(source))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no_such");
    }

    @Test
    void partlyFilledTensorIsRejected() {
        ScriptSource source = new ScriptSource().define(IDENTITY, CodeBlock.of("return x"));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            assertThatThrownBy(() -> step.floats(PAIR, into -> into.put(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 elements");
        }
    }

    @Test
    void commentsAreSkipped() {
        ScriptSource source = new ScriptSource().define(IDENTITY, CodeBlock.of("""
                # layer1.0
                y = torch.relu(x)  # layer1.0.relu
                return y  # the output
                """));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensor x = step.floats(PAIR, into -> into.put(-1).put(2));

            assertThat(step.call(IDENTITY, x).get(0).toFloats()).containsExactly(0, 2);
        }
    }

    @Test
    void callWithWrongArgumentsNamesTheSignature() {
        try (ScriptModule module = ScriptModule.load(new ScriptSource().define(IDENTITY, CodeBlock.of("return x")));
                ScriptStep step = module.step()) {
            DeviceTensor x = step.doubles(1);

            assertThatThrownBy(() -> step.call(IDENTITY, DeviceTensors.of("list", List.of(x))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("method 'identity' takes (x: Tensor) and was called with [TENSORS]");
            assertThatThrownBy(() -> step.call(IDENTITY, x, x)).hasMessageContaining("[TENSOR, TENSOR]");
        }
    }
}
