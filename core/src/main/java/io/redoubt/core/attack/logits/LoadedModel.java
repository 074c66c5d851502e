package io.redoubt.core.attack.logits;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.ImageShape;
import java.util.List;

/** A network or an ensemble in the engine, with batch norms in evaluation mode. */
public final class LoadedModel implements LogitFunction {
    /** Logits (B, classes), without a graph for a backward pass. */
    private static final ScriptMethod FORWARD =
            new ScriptMethod("forward", Type.TENSOR, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);

    /** Returns logits, and the copy of the images with respect to which gradients are computed. */
    private static final ScriptMethod FORWARD_WITH_GRAPH =
            new ScriptMethod("forward_with_graph", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);

    /** The images, their gradient, and a copy of each in the layout that the engine computes in. */
    private static final int COPIES = 4;

    private final Classifier classifier;
    private final ImageShape shape;
    private final ScriptModule module;
    private final DeviceTensors weights;

    /**
     * Loads a classifier.
     *
     * @param shape shape of its input images
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
        GraphPass.define(source);
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
            DeviceTensor images = GraphPass.images(step, points, shape);
            return GraphPass.rows(step.call(FORWARD, weights, images).get(0), points.length);
        }
    }

    @Override
    public Pass pass(float[][] points) {
        return GraphPass.of(module, step -> {
            DeviceTensor images = GraphPass.images(step, points, shape);
            List<DeviceTensor> outputs = step.call(FORWARD_WITH_GRAPH, weights, images);
            return new GraphPass(step, outputs.get(1), outputs.get(0), points.length);
        });
    }

    @Override
    public int batch(ImageShape images) {
        return ScriptModule.usesGpu()
                ? BatchSize.AUTO.onGpu(images, ScriptModule.gpuMemory(), imageBytes())
                : BatchSize.AUTO.onCpu(images);
    }

    @Override
    public long passBytes(int images) {
        return ScriptModule.usesGpu() ? 0 : (long) (images * imageBytes());
    }

    private double imageBytes() {
        double activations = classifier.activations() * shape.height() * shape.width();
        return Float.BYTES * (activations + COPIES * shape.size());
    }

    @Override
    public void close() {
        module.close();
    }
}
