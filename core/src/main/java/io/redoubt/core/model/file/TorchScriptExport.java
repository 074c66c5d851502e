package io.redoubt.core.model.file;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ModuleArchive;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.data.file.OutputFile;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a model, or an ensemble as one function, as a TorchScript archive with its weights. {@code forward} takes images,
 * float32 (B,C,H,W) in [0,1], and returns logits (B, classes), for an ensemble the logarithm of the mean probability. The
 * normalisation is part of it, and batch norms are in evaluation mode.
 */
public final class TorchScriptExport {

    private static final ScriptMethod FORWARD = new ScriptMethod("forward", Type.TENSOR, ScriptMethods.IMAGES);

    private TorchScriptExport() {}

    /**
     * Writes the file.
     *
     * @throws IllegalArgumentException if members differ in channels or classes, or lack a tensor
     */
    public static void write(EvaluationSubject subject, Path file) throws IOException {
        Classifier classifier = subject.classifier();
        List<TensorSpec> specs = classifier.tensors();
        List<Tensor> tensors = subject.weights().inOrder(specs);
        ScriptSource source = new ScriptSource();
        classifier.defineLogits(source);
        List<Tensor> attributes = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            String name = attribute(specs.get(i).name(), i, used);
            source.attribute(name, specs.get(i).role().isParameter());
            attributes.add(tensors.get(i).named(name));
            values.add("self." + name);
        }
        source.define(
                FORWARD, CodeBlock.of("return self.logits([" + String.join(", ", values) + "], x, False, False)\n"));
        OutputFile.write(file, out -> ModuleArchive.write(out, source, attributes));
    }

    /** The name of a tensor as an identifier: {@code layer1.0.conv1.weight} becomes {@code layer1_0_conv1_weight}. */
    private static String attribute(String tensor, int index, Set<String> used) {
        String name = tensor.replaceAll("[^A-Za-z0-9_]", "_");
        String identifier = Character.isDigit(name.charAt(0)) ? "network_" + name : name;
        return used.add(identifier) ? identifier : identifier + "_" + index;
    }
}
