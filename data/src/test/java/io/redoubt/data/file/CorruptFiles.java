package io.redoubt.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Seeded mutations of valid files, and what holds for the exception of a reader that rejects one. */
public final class CorruptFiles {
    private static final int LONGEST_MESSAGE = 1100;
    private static final String[] VALUES = {
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "4294967296",
        "2147483648",
        "1e9",
        "4.0",
        "NaN",
        "null",
        "[",
        "]",
        "{",
        "}",
        "\"F64\"",
        "\"BOOL\"",
        "\"a\"",
        "\"__metadata__\"",
        "\"\\ud800\"",
        ",",
        ":"
    };
    private static final long[][] SHAPES = {
        {},
        {0},
        {1},
        {1L << 40, 0},
        {0, 1L << 40},
        {1L << 58, 0},
        {1L << 31, 0, 1, 1},
        {1, 0, 1L << 33, 1},
        {0, Integer.MAX_VALUE, 1, 1},
        {1, 1, 1, 1, 1}
    };

    private final Random random;

    public CorruptFiles(long seed) {
        random = new Random(seed);
    }

    /** Changes one or two places: a flipped bit, another byte, bytes removed, repeated or replaced, or the end cut off. */
    public byte[] bytes(byte[] valid) {
        byte[] bytes = valid;
        for (int changes = 1 + random.nextInt(2); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(9));
            bytes = switch (random.nextInt(6)) {
                case 0 -> replaced(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
                case 1 -> replaced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 2 -> replaced(bytes, at, to, new byte[0]);
                case 3 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
                case 4 -> replaced(bytes, at, to, value().getBytes(StandardCharsets.UTF_8));
                default -> Arrays.copyOf(bytes, at);
            };
        }
        return bytes;
    }

    /** Changes the header of a safetensors file and adjusts its length, or else any byte of the file. */
    public byte[] safetensors(byte[] valid) {
        if (random.nextInt(4) == 0) {
            return bytes(valid);
        }
        int length = (int) ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = bytes(Arrays.copyOfRange(valid, Long.BYTES, Long.BYTES + length));
        byte[] start = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array();
        return replaced(valid, 0, Long.BYTES + length, replaced(start, start.length, start.length, header));
    }

    /** Changes names, types or shapes of tensors, and values of the metadata: a valid file with other content. */
    public Safetensors content(Safetensors valid) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(valid.tensors());
        Map<String, String> metadata = new TreeMap<>(valid.metadata());
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            if (!metadata.isEmpty() && random.nextInt(3) == 0) {
                String key = any(metadata.keySet());
                metadata.put(key, new String(bytes(metadata.get(key).getBytes(StandardCharsets.UTF_8))));
            } else if (!tensors.isEmpty()) {
                Tensor tensor = tensors.remove(any(tensors.keySet()));
                changed(tensor).forEach(other -> tensors.put(other.name(), other));
            }
        }
        return new Safetensors(tensors, new TreeMap<>(metadata));
    }

    private List<Tensor> changed(Tensor tensor) {
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 ->
                List.of(tensor.named(
                        tensor.name().substring(random.nextInt(tensor.name().length()))));
            case 2 -> List.of(tensor, tensor.named("a." + tensor.name()));
            case 3 ->
                List.of(new Tensor(
                        tensor.name(), DType.U8, new long[] {tensor.data().remaining()}, tensor.data()));
            case 4 ->
                List.of(new Tensor(tensor.name(), tensor.dtype(), new long[] {1, tensor.elements(), 1}, tensor.data()));
            default -> List.of(sized(tensor, SHAPES[random.nextInt(SHAPES.length)]));
        };
    }

    private static Tensor sized(Tensor tensor, long[] shape) {
        long elements = Arrays.stream(shape).anyMatch(size -> size == 0) ? 0 : 1;
        return new Tensor(
                tensor.name(),
                tensor.dtype(),
                shape,
                ByteBuffer.allocate((int) elements * tensor.dtype().bytes()));
    }

    private String any(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        return all.get(random.nextInt(all.size()));
    }

    private String value() {
        return VALUES[random.nextInt(VALUES.length)];
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    /** Asserts that a message is one bounded line in our own words. */
    public static void assertExplained(Exception e) {
        assertThat(e.getMessage())
                .isNotBlank()
                .hasSizeLessThan(LONGEST_MESSAGE)
                .doesNotContainPattern("\\p{Cntrl}")
                .doesNotContain("For input string", "java.", "Exception", "Index ", "overflow");
    }
}
