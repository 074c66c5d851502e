package io.redoubt.data.safetensors;

import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a safetensors file.
 *
 * @param tensors the tensors by name, in header order
 * @param metadata free-form text by key, sorted
 */
public record Safetensors(Map<String, Tensor> tensors, SortedMap<String, String> metadata) {

    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Returns the tensor with the given name.
     *
     * @throws SafetensorsException when the name is unknown; the message lists the known names
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new SafetensorsException(
                    Code.NAME, "tensor '" + name + "' is missing; the file has " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * Writes tensors in the safetensors format. The bytes are a function of the arguments only: the header lists the
     * tensors in the given order and the metadata sorted by key.
     *
     * @param out not closed
     * @throws SafetensorsException when two tensors have the same name or the file exceeds 2 GiB
     */
    public static void write(OutputStream out, List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        new SafetensorsWriter(tensors, metadata).writeTo(out);
    }

    /**
     * Reads a file by mapping it into memory. The tensors are views of the file, which must not change while they are
     * in use.
     *
     * @throws SafetensorsException when the file is invalid or larger than 2 GiB; the message names the file, and what it
     *     is if it is of a {@linkplain io.redoubt.data.file.FileType known type}
     */
    public static Safetensors read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw SafetensorsException.ofDirectory(file);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new SafetensorsException(
                        Code.TOO_LARGE, "the file has " + size + " bytes; files over 2 GiB are not supported");
            }
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        } catch (SafetensorsException e) {
            throw e.in(file);
        }
    }

    /**
     * Reads a file from a buffer, from position to limit. The tensors are views of the buffer.
     *
     * @throws SafetensorsException when the bytes are not a valid file
     */
    public static Safetensors read(ByteBuffer bytes) {
        return new SafetensorsReader(bytes).read();
    }
}
