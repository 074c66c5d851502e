package io.redoubt.core.attack.logits;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.ImageShape;
import java.nio.FloatBuffer;
import java.util.function.Function;

/**
 * One forward pass in the engine, with its graph.
 *
 * @param step owns the tensors; closed with the pass
 * @param leaf the images that gradients are taken with respect to, (B,C,H,W)
 * @param output logits (B, classes)
 * @param points B
 */
record GraphPass(ScriptStep step, DeviceTensor leaf, DeviceTensor output, int points) implements LogitFunction.Pass {
    /** The gradient of the inner product of logits and directions with respect to the images. */
    private static final ScriptMethod BACKWARD = new ScriptMethod(
            "backward",
            Type.TENSOR,
            new Argument("logits", Type.TENSOR),
            new Argument("z", Type.TENSOR),
            new Argument("directions", Type.TENSOR));

    /** Defines the method that {@link #gradients} calls. The step of a pass must belong to a module that has it. */
    static void define(ScriptSource source) {
        source.define(BACKWARD, CodeBlock.of("""
                grad_outputs = annotate(List[Optional[Tensor]], [directions])
                g = torch.grad([logits], [z], grad_outputs)[0]
                assert g is not None
                return torch.contiguous(g)
                """));
    }

    /** Runs a forward pass in a new step, which is closed if the pass fails. */
    static GraphPass of(ScriptModule module, Function<ScriptStep, GraphPass> forward) {
        ScriptStep step = module.step();
        try {
            return forward.apply(step);
        } catch (RuntimeException e) {
            step.close();
            throw e;
        }
    }

    /** The images (B)(pixels) as a tensor (B,C,H,W). */
    static DeviceTensor images(ScriptStep step, float[][] points, ImageShape shape) {
        return tensor(step, points, points.length, shape.channels(), shape.height(), shape.width());
    }

    private static DeviceTensor tensor(ScriptStep step, float[][] rows, long... dimensions) {
        return step.floats(dimensions, into -> {
            for (float[] row : rows) {
                into.put(row);
            }
        });
    }

    /** The elements of a tensor, whose first dimension is {@code count}. */
    static float[][] rows(DeviceTensor tensor, int count) {
        FloatBuffer all = FloatBuffer.wrap(tensor.toFloats());
        float[][] rows = new float[count][all.capacity() / count];
        for (float[] row : rows) {
            all.get(row);
        }
        return rows;
    }

    @Override
    public float[][] logits() {
        return rows(output, points);
    }

    @Override
    public float[][] gradients(float[][] weights) {
        DeviceTensor directions = tensor(step, weights, points, weights[0].length);
        return rows(step.call(BACKWARD, output, leaf, directions).get(0), points);
    }

    @Override
    public void close() {
        step.close();
    }
}
