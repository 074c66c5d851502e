package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.redoubt.core.safetensors.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
    private static final long[] PAIR = {2};

    @Test
    void aMethodGetsTensorsAndListsAndReturnsTensors() {
        ScriptSource source =
                new ScriptSource().define("weighted", "w: List[Tensor], x: Tensor, scale: Tensor", "List[Tensor]", """
                        sum = torch.add(torch.mul(w[0], x), w[1])
                        return [torch.mul(sum, float(scale)), torch.tensor([torch.len(w)])]
                        """);
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload(
                    "w", List.of(Tensor.of("a", PAIR, new float[] {2, 3}), Tensor.of("b", PAIR, new float[] {10, 20})));
            DeviceTensor x = step.floats(PAIR, into -> into.put(1).put(-1));

            List<DeviceTensor> results = step.call("weighted", weights, x, step.doubles(0.5));

            assertThat(results.get(0).toFloats()).containsExactly(6f, 8.5f);
            assertThat(results.get(1).toLongs()).containsExactly(2);
        }
    }

    @Test
    void aScriptChangesUploadedTensorsInPlaceAndTheOriginalsStay() {
        Tensor original = Tensor.of("a", PAIR, new float[] {2, 3});
        ScriptSource source =
                new ScriptSource().define("grow", "w: List[Tensor]", "Tensor", "return torch.add_(w[0], 1.)");
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", List.of(original));

            step.call("grow", weights);

            assertThat(module.download(weights, List.of(original)))
                    .containsExactly(Tensor.of("a", PAIR, new float[] {3, 4}));
            assertThat(original).isEqualTo(Tensor.of("a", PAIR, new float[] {2, 3}));
        }
    }

    @Test
    void stepsLeaveNothingBehind() {
        ScriptSource source =
                new ScriptSource().define("twice", "w: List[Tensor], x: Tensor", "Tensor", "return torch.mul(x, w[0])");
        try (ScriptModule module = ScriptModule.load(source)) {
            DeviceTensors weights = module.upload("w", List.of(Tensor.of("a", PAIR, new float[] {2, 2})));
            int live = module.liveTensors();
            for (int i = 0; i < 20; i++) {
                float value = i;
                try (ScriptStep step = module.step()) {
                    DeviceTensor x = step.floats(PAIR, into -> into.put(value).put(value));
                    assertThat(step.call("twice", weights, x).get(0).toFloats()).containsExactly(2 * value, 2 * value);
                }
                assertThat(module.liveTensors()).isEqualTo(live);
            }
        }
    }

    @Test
    void anInvalidScriptIsRefusedWithItsPlace() {
        ScriptSource source = new ScriptSource().define("broken", "x: Tensor", "Tensor", "return torch.no_such(x)");

        assertThatThrownBy(() -> ScriptModule.load(source))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no_such");
    }

    @Test
    void aTensorThatIsNotFilledIsRefused() {
        ScriptSource source = new ScriptSource().define("same", "x: Tensor", "Tensor", "return x");
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            assertThatThrownBy(() -> step.floats(PAIR, into -> into.put(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 elements");
        }
    }

    @Test
    void numbersAreWrittenWithoutAnExponent() {
        assertThat(ScriptSource.number(1e-5)).isEqualTo("0.000010");
        assertThat(ScriptSource.number(0)).isEqualTo("0.0");
        assertThat(ScriptSource.number(1e10)).isEqualTo("10000000000.0");
    }
}
