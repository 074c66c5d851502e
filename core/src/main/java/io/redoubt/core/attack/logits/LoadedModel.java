package io.redoubt.core.attack.logits;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.Weights;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;
import java.util.List;

/** A network or an ensemble in the engine, with batch norms in evaluation mode. */
public final class LoadedModel implements LogitFunction {
    /** Logits (B, classes), without a graph for a backward pass. */
    private static final ScriptMethod FORWARD = ScriptMethods.PREDICTIONS.named("forward");

    /** Logits, and the copy of the images that {@link #BACKWARD} differentiates with respect to. */
    private static final ScriptMethod FORWARD_WITH_GRAPH =
            new ScriptMethod("forward_with_graph", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);

    /** The gradient of the inner product of logits and directions with respect to the images. */
    private static final ScriptMethod BACKWARD = new ScriptMethod(
            "backward",
            Type.TENSOR,
            new Argument("logits", Type.TENSOR),
            new Argument("z", Type.TENSOR),
            new Argument("directions", Type.TENSOR));

    private final Classifier classifier;
    private final ImageShape shape;
    private final ScriptModule module;
    private final DeviceTensors weights;

    /**
     * Loads a classifier.
     *
     * @param shape of the images that it is given
     * @throws IllegalArgumentException if the weights are not those of the classifier
     */
    public LoadedModel(Classifier classifier, Weights weights, ImageShape shape) {
        var tensors = weights.inOrder(classifier.tensors());
        ScriptSource source = new ScriptSource();
        classifier.define(source);
        source.define(FORWARD, CodeBlock.of("return self.logits(w, x, False, False)"));
        source.define(FORWARD_WITH_GRAPH, CodeBlock.of("""
                z = torch.requires_grad_(torch.detach(x), True)
                return [self.logits(w, z, False, False), z]
                """));
        source.define(BACKWARD, CodeBlock.of("""
                grad_outputs = annotate(List[Optional[Tensor]], [directions])
                g = torch.grad([logits], [z], grad_outputs)[0]
                assert g is not None
                return g
                """));
        this.classifier = classifier;
        this.shape = shape;
        module = ScriptModule.load(source);
        this.weights = module.upload("w", tensors);
    }

    /**
     * Loads a subject.
     *
     * @throws IllegalArgumentException if members differ in channels or classes, or lack a tensor
     */
    public static LoadedModel of(EvaluationSubject subject, ImageShape shape) {
        return new LoadedModel(subject.classifier(), subject.weights(), shape);
    }

    @Override
    public int classes() {
        return classifier.classes();
    }

    @Override
    public int networks() {
        return classifier.networks();
    }

    @Override
    public float[][] logits(float[][] points) {
        try (ScriptStep step = module.step()) {
            return rows(step.call(FORWARD, weights, images(step, points)).get(0), points.length);
        }
    }

    @Override
    public Pass pass(float[][] points) {
        ScriptStep step = module.step();
        List<DeviceTensor> made = step.call(FORWARD_WITH_GRAPH, weights, images(step, points));
        return new Pass() {
            @Override
            public float[][] logits() {
                return rows(made.get(0), points.length);
            }

            @Override
            public float[][] gradients(float[][] weights) {
                DeviceTensor vectors = step.floats(new long[] {points.length, classes()}, into -> fill(weights, into));
                return rows(
                        step.call(BACKWARD, made.get(0), made.get(1), vectors).get(0), points.length);
            }

            @Override
            public void close() {
                step.close();
            }
        };
    }

    private DeviceTensor images(ScriptStep step, float[][] points) {
        long[] dimensions = {points.length, shape.channels(), shape.height(), shape.width()};
        return step.floats(dimensions, into -> fill(points, into));
    }

    private static void fill(float[][] rows, FloatBuffer into) {
        for (float[] row : rows) {
            into.put(row);
        }
    }

    private static float[][] rows(DeviceTensor tensor, int count) {
        FloatBuffer all = FloatBuffer.wrap(tensor.toFloats());
        float[][] rows = new float[count][all.capacity() / count];
        for (float[] row : rows) {
            all.get(row);
        }
        return rows;
    }

    @Override
    public void close() {
        module.close();
    }
}
