package io.redoubt.core.attack;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.EvaluationSubject;
import io.redoubt.core.model.Weights;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;
import java.util.List;

/** A network or an ensemble in the engine, with batch norms in evaluation mode. */
public final class LoadedModel implements LogitFunction {
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
        source.define("forward_only", "w: List[Tensor], x: Tensor", "Tensor", "return self.logits(w, x, False, False)");
        source.define("linearise", "w: List[Tensor], x: Tensor", "List[Tensor]", """
                z = torch.requires_grad_(torch.detach(x), True)
                return [self.logits(w, z, False, False), z]
                """);
        source.define("pull_back", "logits: Tensor, z: Tensor, weights: Tensor", "Tensor", """
                directions = annotate(List[Optional[Tensor]], [weights])
                g = torch.grad([logits], [z], directions, None, False, False)[0]
                assert g is not None
                return g
                """);
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
            return rows(step.call("forward_only", weights, images(step, points)).get(0), points.length);
        }
    }

    @Override
    public Pass pass(float[][] points) {
        ScriptStep step = module.step();
        List<DeviceTensor> outputs = step.call("linearise", weights, images(step, points));
        return new Pass() {
            @Override
            public float[][] logits() {
                return rows(outputs.get(0), points.length);
            }

            @Override
            public float[][] gradients(float[][] weights) {
                DeviceTensor vectors = step.floats(new long[] {points.length, classes()}, into -> fill(weights, into));
                return rows(
                        step.call("pull_back", outputs.get(0), outputs.get(1), vectors)
                                .get(0),
                        points.length);
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
