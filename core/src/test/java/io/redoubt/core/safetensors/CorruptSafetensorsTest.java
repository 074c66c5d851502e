package io.redoubt.core.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.core.safetensors.SafetensorsException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A corrupt file is read if it is still valid, and rejected with a code otherwise. No other exception is thrown. */
class CorruptSafetensorsTest {

    private static final int FILES = 20_000;
    private static final int LONGEST_MESSAGE = 1100;
    private static final String[] DICTIONARY = {
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "4294967296",
        "2147483648",
        "1e9",
        "4.0",
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

    private static byte[] valid() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(
                out,
                List.of(
                        Tensor.of("a", new long[] {2, 3}, new float[6]),
                        Tensor.of("b", new long[] {3}, new long[3]),
                        Tensor.of("c", new long[0], new byte[1])),
                Map.of("epoch", "3"));
        return out.toByteArray();
    }

    @Test
    void corruptFileIsReadOrRejectedWithACode() throws IOException {
        byte[] valid = valid();
        Random random = new Random(7);

        for (int i = 0; i < FILES; i++) {
            byte[] damaged = corrupt(valid, random);
            try {
                Safetensors read = Safetensors.read(ByteBuffer.wrap(damaged));
                long bytes = read.tensors().values().stream()
                        .mapToLong(tensor -> tensor.data().remaining())
                        .sum();
                assertThat(bytes).isLessThan(damaged.length);
            } catch (SafetensorsException e) {
                assertThat(e.code()).isNotNull();
                assertThat(e.getMessage()).hasSizeLessThan(LONGEST_MESSAGE).doesNotContainPattern("\\p{Cntrl}");
            }
        }
    }

    /** Flips bits of the header or its length, truncates the file, or replaces a number by an extreme one. */
    private static byte[] corrupt(byte[] valid, Random random) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return Arrays.copyOf(valid, random.nextInt(valid.length + 16));
        }
        if (kind == 1) {
            byte[] flipped = valid.clone();
            for (int bits = 1 + random.nextInt(3); bits > 0; bits--) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return flipped;
        }
        int length = (int) ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(valid, Long.BYTES, length, StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(header.length());
            int to = Math.min(header.length(), at + random.nextInt(4));
            header = header.substring(0, at) + DICTIONARY[random.nextInt(DICTIONARY.length)] + header.substring(to);
        }
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + valid.length - Long.BYTES - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).put(valid, Long.BYTES + length, valid.length - Long.BYTES - length);
        return file.array();
    }

    @Test
    void deeplyNestedHeaderIsRejected() {
        assertRejected(Code.HEADER_JSON, "{\"a\":" + "[".repeat(100_000));
    }

    @Test
    void shapeWithManyDimensionsIsRejectedWithAShortMessage() {
        String ones = IntStream.range(0, 200_000).mapToObj(i -> "2").collect(Collectors.joining(","));

        assertRejected(Code.SHAPE, "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + ones + "],\"data_offsets\":[0,0]}}");
    }

    @Test
    void numberWithManyDigitsIsRejected() {
        assertRejected(
                Code.HEADER_JSON,
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + "9".repeat(5000) + "],\"data_offsets\":[0,0]}}");
    }

    private static void assertRejected(Code code, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).rewind();

        assertThatExceptionOfType(SafetensorsException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).hasSizeLessThan(LONGEST_MESSAGE);
                });
    }
}
