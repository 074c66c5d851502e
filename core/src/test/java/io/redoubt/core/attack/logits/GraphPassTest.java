package io.redoubt.core.attack.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.data.ImageShape;
import org.junit.jupiter.api.Test;

class GraphPassTest {

    @Test
    void failedForwardPassFreesItsTensors() {
        ScriptSource source = new ScriptSource();
        GraphPass.define(source);
        try (ScriptModule module = ScriptModule.load(source)) {
            int live = module.liveTensors();

            assertThatIllegalStateException()
                    .isThrownBy(() -> GraphPass.of(module, step -> {
                        GraphPass.images(step, new float[2][4], new ImageShape(1, 2, 2));
                        throw new IllegalStateException("the forward pass fails");
                    }));

            assertThat(module.liveTensors()).isEqualTo(live);
        }
    }
}
