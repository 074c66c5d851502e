package io.redoubt.data.safetensors;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A strict reader: it rejects a file that violates the format before it returns any tensor. */
final class SafetensorsReader {
    private static final long MAX_HEADER_BYTES = 100_000_000;
    private static final int MAX_NAME = 1000;
    private static final ObjectReader JSON = Json.mapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private final ByteBuffer file;
    private final ByteBuffer data;

    private record Entry(String name, DType dtype, long[] shape, long begin, long end) {}

    SafetensorsReader(ByteBuffer bytes) {
        file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (file.remaining() < Long.BYTES) {
            throw new SafetensorsException(
                    Code.HEADER_LENGTH, "the file has " + file.remaining() + " bytes; the header length alone takes 8");
        }
        long length = file.getLong();
        boolean object = file.hasRemaining() && file.get(file.position()) == '{';
        if (object && length > file.remaining() && length <= MAX_HEADER_BYTES) {
            throw new SafetensorsException(
                    Code.HEADER_LENGTH,
                    "the header has " + length + " bytes but the file ends after " + file.remaining()
                            + " of them: it is truncated");
        }
        if (length < 2 || length > MAX_HEADER_BYTES || length > file.remaining()) {
            throw new SafetensorsException(
                    Code.HEADER_LENGTH,
                    "this is not a safetensors file: its first 8 bytes, the length of the header, are "
                            + Long.toUnsignedString(length) + "; they must be between 2 and "
                            + Math.min(MAX_HEADER_BYTES, file.remaining()));
        }
        int dataStart = Long.BYTES + (int) length;
        data = file.slice(dataStart, file.limit() - dataStart);
        file.limit(dataStart);
    }

    Safetensors read() {
        JsonNode header = header();
        SortedMap<String, String> metadata = new TreeMap<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        header.properties().forEach(field -> {
            if (field.getKey().equals(Tensor.METADATA)) {
                metadata.putAll(metadata(field.getValue()));
            } else {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
            }
        });
        requireContiguous(entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        entries.values().forEach(entry -> tensors.put(entry.name(), tensor(entry)));
        return new Safetensors(tensors, metadata);
    }

    private JsonNode header() {
        byte[] json = new byte[file.remaining()];
        file.get(json);
        JsonNode header;
        try {
            header = JSON.readTree(json);
        } catch (StreamReadException e) {
            Code code = e.getOriginalMessage().startsWith("Duplicate field") ? Code.DUPLICATE_NAME : Code.HEADER_JSON;
            throw new SafetensorsException(
                    code, "the header cannot be read: " + UnreadableMessageException.describe(e), e);
        } catch (IOException e) {
            throw new SafetensorsException(
                    Code.HEADER_JSON, "the header cannot be read: " + UnreadableMessageException.describe(e), e);
        }
        if (!header.isObject()) {
            throw new SafetensorsException(
                    Code.HEADER_JSON, "the header is a JSON " + header.getNodeType() + ", not an object");
        }
        return header;
    }

    private static Map<String, String> metadata(JsonNode node) {
        if (!node.isObject()) {
            throw new SafetensorsException(Code.HEADER_FIELD, Tensor.METADATA + " is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!field.getValue().isTextual()) {
                throw new SafetensorsException(Code.HEADER_FIELD, "metadata '" + field.getKey() + "' is not a string");
            }
            metadata.put(field.getKey(), field.getValue().textValue());
        });
        return metadata;
    }

    private static Entry entry(String name, JsonNode node) {
        if (name.length() > MAX_NAME) {
            throw new SafetensorsException(
                    Code.NAME,
                    "the name of a tensor has " + name.length() + " characters; at most " + MAX_NAME + " are read");
        }
        if (!node.isObject() || node.size() != 3) {
            throw new SafetensorsException(
                    Code.HEADER_FIELD, "tensor '" + name + "' needs exactly the fields dtype, shape and data_offsets");
        }
        long[] shape = integers(name, "shape", node.path("shape"));
        long[] offsets = integers(name, "data_offsets", node.path("data_offsets"));
        if (offsets.length != 2) {
            throw new SafetensorsException(
                    Code.HEADER_FIELD,
                    "data_offsets of tensor '" + name + "' has " + offsets.length + " numbers, not 2");
        }
        DType dtype = dtype(name, node.path("dtype"));
        long expected = Tensor.byteCount(name, dtype, shape);
        if (offsets[0] < 0 || offsets[1] < offsets[0]) {
            throw new SafetensorsException(
                    Code.OFFSETS,
                    "data_offsets of tensor '" + name + "' is [" + offsets[0] + ", " + offsets[1]
                            + "]; 0 <= begin <= end is required");
        }
        if (offsets[1] - offsets[0] != expected) {
            throw new SafetensorsException(
                    Code.BYTE_COUNT,
                    "tensor '" + name + "' has " + (offsets[1] - offsets[0]) + " bytes; its type and shape need "
                            + expected);
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static DType dtype(String name, JsonNode node) {
        for (DType dtype : DType.values()) {
            if (dtype.name().equals(node.textValue())) {
                return dtype;
            }
        }
        throw new SafetensorsException(
                Code.DTYPE,
                "dtype of tensor '" + name + "' is " + node + "; it must be one of " + List.of(DType.values()));
    }

    private static long[] integers(String name, String field, JsonNode node) {
        if (!node.isArray()) {
            throw new SafetensorsException(Code.HEADER_FIELD, field + " of tensor '" + name + "' is not an array");
        }
        long[] values = new long[node.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = node.get(i);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new SafetensorsException(
                        Code.HEADER_FIELD,
                        field + " of tensor '" + name + "' contains " + value + ", not a 64-bit integer");
            }
            values[i] = value.longValue();
        }
        return values;
    }

    private void requireContiguous(List<Entry> byOffset) {
        long next = 0;
        for (Entry entry : byOffset) {
            if (entry.begin() != next) {
                throw new SafetensorsException(
                        Code.OFFSETS,
                        "tensor '" + entry.name() + "' begins at " + entry.begin() + "; the previous tensor ends at "
                                + next + ", so they " + (entry.begin() < next ? "overlap" : "leave a gap"));
            }
            next = entry.end();
        }
        if (next != data.remaining()) {
            throw new SafetensorsException(
                    Code.OFFSETS,
                    "the tensors end at " + next + " but the file has " + data.remaining() + " bytes of data: it is "
                            + (next > data.remaining() ? "truncated" : "followed by extra bytes"));
        }
    }

    private Tensor tensor(Entry entry) {
        ByteBuffer bytes = data.slice((int) entry.begin(), (int) (entry.end() - entry.begin()));
        return new Tensor(entry.name(), entry.dtype(), entry.shape(), bytes);
    }
}
