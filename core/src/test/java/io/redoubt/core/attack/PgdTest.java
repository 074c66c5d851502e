package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.Architecture;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.script.*;
import org.junit.jupiter.api.Test;

class PgdTest {
    @Test
    void smoke() {
        var arch = new Architecture(10, 4, 3, Normalisation.forChannels(1));
        var source = new ScriptSource();
        arch.define(source);
        var pgd = Pgd.of(new LinfBall(8 / 255.0), 3, 2 / 255.0);
        pgd.define(source, "attack");
        System.out.println(source.text());
        try (var module = ScriptModule.load(source)) {
            var w = module.upload("w", Weights.initial(arch.tensors(), 1).inOrder(arch.tensors()));
            for (int k = 0; k < 3; k++)
                try (var step = module.step()) {
                    var x = step.floats(new long[] {2, 1, 8, 8}, b -> {
                        while (b.hasRemaining()) b.put(0.5f);
                    });
                    var t = step.longs(new long[] {0, 1}, 2);
                    var a = pgd.perturb("attack", step, w, x, t, new long[] {1, 2});
                    System.out.println(java.util.Arrays.toString(a.toFloats()));
                    System.out.println(java.util.Arrays.toString(step.call("losses", w, a, t, t, t).get(0).toFloats()));
                }
        }
        assertThat(1).isEqualTo(1);
    }
}
