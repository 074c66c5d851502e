package io.redoubt.core.model.file;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.file.OutputFile;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.SafetensorsException;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file format of models: safetensors with PyTorch-style names, and the description as JSON in the metadata. Reading
 * a file executes nothing in it.
 *
 * @param description the network and its outputs
 * @param weights its tensors
 * @param networks the registry that resolves the name of the network
 */
public record ModelFile(ModelDescription description, Weights weights, Networks networks) {

    private static final String METADATA = "redoubt.model";

    /**
     * @throws InvalidFieldException when there is no such network
     * @throws IllegalArgumentException when a weight is NaN or infinite; the message names the tensor
     */
    public ModelFile {
        weights.requireFinite();
        // The description of a pretext model has no classes, because its head is not that of the network.
        networks.network(
                description.architecture(), description.depth(), description.width(), 2, description.normalisation());
    }

    /** Creates a model of one of the {@linkplain Networks#STANDARD standard} networks. */
    public ModelFile(ModelDescription description, Weights weights) {
        this(description, weights, Networks.STANDARD);
    }

    /** Whether a file has the description of a model. */
    public static boolean isDescribed(Safetensors file) {
        return file.metadata().containsKey(METADATA);
    }

    /** Writes the file. Equal models have equal bytes. */
    public void write(Path file) throws IOException {
        OutputFile.write(
                file, out -> Safetensors.write(out, weights.tensors(), Map.of(METADATA, Json.write(description))));
    }

    /** Reads a model of the {@linkplain Networks#STANDARD standard} networks, as {@link #read(Path, Networks)} does. */
    public static ModelFile read(Path file) throws IOException {
        return read(file, Networks.STANDARD);
    }

    /**
     * Reads a file.
     *
     * @throws SafetensorsException when it is not safetensors
     * @throws IllegalArgumentException when it has no description, or a weight is NaN or infinite
     * @throws UnreadableMessageException when its description cannot be read, or is of a network that is not among
     *     {@code networks}
     */
    public static ModelFile read(Path file, Networks networks) throws IOException {
        Safetensors content = Safetensors.read(file);
        String description = content.metadata().get(METADATA);
        if (description == null) {
            throw new IllegalArgumentException(file + " has no metadata '" + METADATA
                    + "', which names the network of its tensors; import it with `redoubt model import`, which knows "
                    + String.join(", ", networks.names()));
        }
        try {
            return new ModelFile(
                    Json.readStrict(description.getBytes(StandardCharsets.UTF_8), ModelDescription.class),
                    Weights.of(content.tensors().values()),
                    networks);
        } catch (InvalidFieldException | UnreadableMessageException e) {
            throw new UnreadableMessageException(
                    file + " has a description of its network that is not read: " + e.getMessage(), e);
        }
    }

    /**
     * Creates the described network.
     *
     * @throws InvalidFieldException when the description has fewer than two classes
     */
    public Network network() {
        return description.network(networks);
    }

    /**
     * The same classifier with its outputs in another order.
     *
     * @param names all classes of the description, in the order wanted
     */
    public ModelFile withClasses(List<String> names) {
        if (!Set.copyOf(names).equals(Set.copyOf(description.classes()))) {
            throw new IllegalArgumentException(
                    "classes is " + names + "; the model has " + description.classes() + ", give each of them once");
        }
        List<TensorSpec> matrices = network().tensors().stream()
                .filter(spec -> spec.shape().size() == 2)
                .toList();
        String head = matrices.get(matrices.size() - 1).name().replaceFirst("weight$", "");
        List<Tensor> tensors = weights.tensors().stream()
                .map(tensor -> tensor.name().startsWith(head) ? reordered(tensor, names) : tensor)
                .toList();
        return new ModelFile(description.withClasses(names), Weights.of(tensors), networks);
    }

    /** Moves the rows of a tensor, one for each class. */
    private Tensor reordered(Tensor tensor, List<String> names) {
        ByteBuffer from = tensor.data();
        int row = from.remaining() / names.size();
        ByteBuffer to = ByteBuffer.allocate(from.remaining());
        for (String name : names) {
            to.put(from.slice(description.classes().indexOf(name) * row, row));
        }
        return new Tensor(tensor.name(), tensor.dtype(), tensor.shape(), to.flip());
    }

    /**
     * The tensors in the order of the network.
     *
     * @throws IllegalArgumentException when one is missing, differs in shape or type, or is not part of the network
     */
    public List<Tensor> tensors() {
        List<Tensor> tensors = weights.inOrder(network().tensors());
        if (tensors.size() < weights.tensors().size()) {
            Set<String> used = tensors.stream().map(Tensor::name).collect(Collectors.toSet());
            List<String> leftOver = weights.tensors().stream()
                    .map(Tensor::name)
                    .filter(name -> !used.contains(name))
                    .toList();
            throw new IllegalArgumentException("tensors " + StateDictMismatch.some(leftOver) + " are not those of "
                    + StateDictMismatch.name(network()) + ", which the description names; import the state dict again");
        }
        return tensors;
    }
}
