package io.redoubt.data.safetensors;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.redoubt.api.Json;
import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a file: 8 bytes of header length, the JSON header padded with spaces, and the data. */
final class SafetensorsWriter {
    private static final ObjectWriter JSON =
            Json.mapper().writer().without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int ALIGNMENT = 8;

    private final List<Tensor> inDataOrder;
    private final byte[] header;

    SafetensorsWriter(List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        // Widest elements first: every tensor then starts at a multiple of its element size, as
        // memory-mapping readers expect, and no padding is needed. The sort is stable.
        inDataOrder = tensors.stream()
                .sorted(Comparator.comparingInt(
                        (Tensor tensor) -> -tensor.dtype().bytes()))
                .toList();
        Map<String, long[]> offsets = offsets();
        header = header(tensors, metadata, offsets);
        long bytes =
                tensors.stream().mapToLong(tensor -> tensor.data().remaining()).sum();
        if (Long.BYTES + header.length + bytes > Integer.MAX_VALUE) {
            throw new SafetensorsException(
                    Code.TOO_LARGE, "the tensors have " + bytes + " bytes; files over 2 GiB are not supported");
        }
    }

    void writeTo(OutputStream out) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(header.length).array());
        out.write(header);
        WritableByteChannel channel = Channels.newChannel(out);
        for (Tensor tensor : inDataOrder) {
            ByteBuffer data = tensor.data();
            while (data.hasRemaining()) {
                channel.write(data);
            }
        }
    }

    private Map<String, long[]> offsets() {
        Map<String, long[]> offsets = new LinkedHashMap<>();
        long begin = 0;
        for (Tensor tensor : inDataOrder) {
            long end = begin + tensor.data().remaining();
            if (offsets.put(tensor.name(), new long[] {begin, end}) != null) {
                throw new SafetensorsException(
                        Code.DUPLICATE_NAME, "two tensors have the name '" + tensor.name() + "'");
            }
            begin = end;
        }
        return offsets;
    }

    private static byte[] header(List<Tensor> tensors, Map<String, String> metadata, Map<String, long[]> offsets)
            throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            entries.put(Tensor.METADATA, new TreeMap<>(metadata));
        }
        for (Tensor tensor : tensors) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype().name());
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", offsets.get(tensor.name()));
            entries.put(tensor.name(), entry);
        }
        byte[] json = JSON.writeValueAsBytes(entries);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
