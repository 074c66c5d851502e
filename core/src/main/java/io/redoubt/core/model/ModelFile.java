package io.redoubt.core.model;

import io.redoubt.api.Json;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.SafetensorsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model as it is stored and exchanged: safetensors with PyTorch-style names and its description, as JSON, in the file's
 * metadata. Nothing in it is executed when it is read.
 *
 * @param description the network and its outputs
 * @param weights its tensors
 */
public record ModelFile(ModelDescription description, Weights weights) {

    private static final String METADATA = "redoubt.model";

    /** Writes the file; equal models give equal bytes. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.write(out, weights.tensors(), Map.of(METADATA, Json.write(description)));
        }
    }

    /**
     * Reads a file.
     *
     * @throws SafetensorsException when it is not safetensors
     * @throws IllegalArgumentException when it does not describe itself
     * @throws io.redoubt.api.UnreadableMessageException when its description is not of a known form
     */
    public static ModelFile read(Path file) throws IOException {
        Safetensors content = Safetensors.read(file);
        String description = content.metadata().get(METADATA);
        if (description == null) {
            throw new IllegalArgumentException(file.getFileName() + " has no metadata '" + METADATA
                    + "'; it does not say which network its tensors are of");
        }
        return new ModelFile(
                Json.readStrict(description.getBytes(StandardCharsets.UTF_8), ModelDescription.class),
                Weights.of(content.tensors().values()));
    }

    /**
     * The tensors in the order of the network.
     *
     * @throws IllegalArgumentException when one is missing, or differs in shape or type
     */
    public List<io.redoubt.core.safetensors.Tensor> tensors() {
        return weights.inOrder(description.network().tensors());
    }
}
