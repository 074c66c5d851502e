package io.redoubt.core.safetensors;

import io.redoubt.core.safetensors.SafetensorsException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of one safetensors file.
 *
 * @param tensors the tensors by name, in the order of the header
 * @param metadata free text by key, sorted
 */
public record Safetensors(Map<String, Tensor> tensors, SortedMap<String, String> metadata) {

    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * The tensor of that name.
     *
     * @throws SafetensorsException when there is none; the message lists those that are there
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new SafetensorsException(Code.NAME, "no tensor '" + name + "'; the file has " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * Writes tensors as one file. The bytes are a pure function of the arguments: the header lists the tensors in the
     * given order and the metadata sorted by key.
     *
     * @param out left open
     * @throws SafetensorsException when two tensors have one name
     */
    public static void write(OutputStream out, List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        new SafetensorsWriter(tensors, metadata).writeTo(out);
    }

    /**
     * Reads a whole file by mapping it into memory: the tensors are views of the file, which must not change while they
     * are in use.
     *
     * @throws SafetensorsException when the file is not valid, or larger than 2 GiB
     */
    public static Safetensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new SafetensorsException(
                        Code.TOO_LARGE, file + " has " + size + " bytes; files over 2 GiB are not supported");
            }
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }

    /**
     * Reads a whole file held in memory, from position to limit. The tensors are views of the buffer.
     *
     * @throws SafetensorsException when the bytes are not a valid file
     */
    public static Safetensors read(ByteBuffer bytes) {
        return new SafetensorsReader(bytes).read();
    }
}
