package io.redoubt.benchmarks.program;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * The convolutions of a training step and nothing else: for each step of the attack, the outputs and the gradients of the
 * inputs; for the update, the gradients of the weights as well. Tensors are in channels-last layout from the beginning.
 */
public final class ConvolutionsProgram {
    private static final int SIDE = 32;
    private static final Argument INPUTS = new Argument("x", Type.TENSORS);
    private static final Argument WEIGHTS = new Argument("w", Type.TENSORS);
    private static final Argument GRADIENTS = new Argument("g", Type.TENSORS);
    private static final ScriptMethod PREPARE = new ScriptMethod("prepare", Type.TENSORS, INPUTS);
    private static final ScriptMethod CONVOLVE = new ScriptMethod("convolve", Type.TENSORS, INPUTS, WEIGHTS, GRADIENTS);

    private ConvolutionsProgram() {}

    /** @param arguments those of a {@link TrainingWorkload} */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        TrainingWorkload work = TrainingWorkload.parse(List.of(arguments));
        Network network = Networks.STANDARD.network(work.model(), 10, Normalisation.IMAGENET);
        List<ConvolutionShape> shapes = ConvolutionShape.of(network, SIDE);
        try (ScriptModule module = ScriptModule.load(source(shapes, work.attackSteps()));
                ScriptStep tensors = module.step()) {
            DeviceTensors x = prepared(
                    tensors, "x", shapes, shape -> new long[] {work.batch(), shape.in(), shape.side(), shape.side()});
            DeviceTensors w = prepared(tensors, "w", shapes, shape ->
                    new long[] {shape.out(), shape.in(), shape.kernel(), shape.kernel()});
            DeviceTensors g = prepared(tensors, "g", shapes, shape ->
                    new long[] {work.batch(), shape.out(), shape.outputSide(), shape.outputSide()});
            requests.serve(() -> {
                for (int i = 0; i < work.steps(); i++) {
                    try (ScriptStep step = module.step()) {
                        requireUsed(step.call(CONVOLVE, x, w, g).get(0).toFloats()[0]);
                    }
                }
                return Map.of("images", work.steps() * work.batch());
            });
        }
    }

    private static void requireUsed(float sum) {
        if (!Float.isFinite(sum) || sum == 0) {
            throw new IllegalStateException("the sum of the used results is " + sum);
        }
    }

    private static ScriptSource source(List<ConvolutionShape> shapes, int attackSteps) {
        CodeBlock attack = CodeBlock.of("");
        CodeBlock update = CodeBlock.of("");
        for (int i = 0; i < shapes.size(); i++) {
            attack = attack.then(convolution(i, shapes.get(i), true, false));
            update = update.then(convolution(i, shapes.get(i), i > 0, true));
        }
        CodeBlock body = CodeBlock.of("""
                used = torch.zeros([1])
                for step in range({steps}):
                  {attack}
                {update}
                return [used]
                """)
                .with("steps", attackSteps)
                .with("attack", attack)
                .with("update", update);
        return new ScriptSource().define(PREPARE, CodeBlock.of("""
                        prepared = annotate(List[Tensor], [])
                        for i in range(torch.len(x)):
                          _0 = torch.append(prepared, torch.contiguous(x[i], memory_format={CHANNELS_LAST}))
                        return prepared
                        """)).define(CONVOLVE, body);
    }

    /** One element of each result is used, because the engine drops operations whose results are not. */
    private static CodeBlock convolution(int i, ConvolutionShape shape, boolean inputGradient, boolean weightGradient) {
        CodeBlock code = CodeBlock.of("""
                y = torch.conv2d(x[{i}], w[{i}], None, {geometry}, 1)
                dx, dw, db = torch.convolution_backward(g[{i}], x[{i}], w[{i}], None, {geometry}, False, [0, 0], 1, {mask})
                {use_y}
                """)
                .with("i", i)
                .with(
                        "geometry",
                        new Value("[%1$d, %1$d], [%2$d, %2$d], [1, 1]".formatted(shape.stride(), shape.kernel() / 2)))
                .with("mask", Value.list(List.of(Value.of(inputGradient), Value.of(weightGradient), Value.of(false))))
                .with("use_y", use("y"));
        CodeBlock both = inputGradient ? code.then(use("dx")) : code;
        return weightGradient ? both.then(use("dw")) : both;
    }

    private static CodeBlock use(String result) {
        String element = result;
        for (int i = 0; i < 4; i++) {
            element = "torch.select(" + element + ", 0, 0)";
        }
        return CodeBlock.of("_0 = torch.add_(used, " + element + ")\n");
    }

    private static DeviceTensors prepared(
            ScriptStep step,
            String name,
            List<ConvolutionShape> shapes,
            Function<ConvolutionShape, long[]> dimensions) {
        Random random = new Random(1);
        List<DeviceTensor> tensors = new ArrayList<>();
        for (ConvolutionShape shape : shapes) {
            tensors.add(step.floats(dimensions.apply(shape), into -> {
                while (into.hasRemaining()) {
                    into.put(random.nextFloat() - 0.5f);
                }
            }));
        }
        return DeviceTensors.of(name, step.call(PREPARE, DeviceTensors.of("x", tensors)));
    }
}
