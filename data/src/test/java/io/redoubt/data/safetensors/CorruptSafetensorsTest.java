package io.redoubt.data.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.file.CorruptFiles;
import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A corrupt file is read if it is still valid, and rejected with a code otherwise. No other exception is thrown. */
class CorruptSafetensorsTest {

    private static final int FILES = 20_000;
    private static final int LONGEST_MESSAGE = 1100;

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
        CorruptFiles corrupt = new CorruptFiles(7);

        for (int i = 0; i < FILES; i++) {
            byte[] damaged = corrupt.safetensors(valid);
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

    @Test
    void longNameIsRejected() {
        assertRejected(
                Code.NAME, "{\"" + ".".repeat(5000) + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}");
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
