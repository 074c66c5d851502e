package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final int CLASSES = 5;

    private final PreActResNet basic = new PreActResNet(10, 2, CLASSES, Normalisation.IMAGENET);
    private final PreActResNet bottleneck = new PreActResNet(14, 2, CLASSES, Normalisation.IMAGENET);

    @Test
    void logitsAreTheLogOfTheMeanProbabilityOfDifferentNetworks() {
        PyTorchRecording first = PyTorchRecording.ofDepth(10);
        PyTorchRecording second = PyTorchRecording.ofDepth(14);
        Ensemble ensemble = new Ensemble(List.of(basic, bottleneck));
        Weights weights = Weights.ofEnsemble(List.of(first.weights("before"), second.weights("before")));
        ScriptSource source = new ScriptSource();
        ensemble.define(source);
        basic.defineLogits(source, ScriptMethods.LOGITS.named("first"), 0);
        bottleneck.defineLogits(
                source, ScriptMethods.LOGITS.named("second"), basic.tensors().size());
        ScriptMethod all = new ScriptMethod("all", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);
        source.define(all, CodeBlock.of("""
                return [self.logits(w, x, False, False), self.first(w, x, False, False), self.second(w, x, False, False)]
                """));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            List<DeviceTensor> logits =
                    step.call(all, module.upload("w", weights.inOrder(ensemble.tensors())), first.images(step));

            float[] joint = logits.get(0).toFloats();
            float[] a = logits.get(1).toFloats();
            float[] b = logits.get(2).toFloats();
            for (int i = 0; i < joint.length; i++) {
                double mean = (probability(a, i) + probability(b, i)) / 2;
                assertThat((double) joint[i]).isCloseTo(Math.log(mean), within(1e-5));
            }
        }
    }

    @Test
    void membersMustHaveTheSameChannelsAndClasses() {
        assertThatThrownBy(() -> new Ensemble(List.of(basic, basic.withClasses(3))))
                .hasMessageContaining("differ in channels or classes");
        assertThatThrownBy(() -> new Ensemble(List.of())).hasMessageContaining("at least one");
    }

    private static double probability(float[] logits, int index) {
        int row = index - index % CLASSES;
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            sum += Math.exp(logits[row + c]);
        }
        return Math.exp(logits[index]) / sum;
    }
}
