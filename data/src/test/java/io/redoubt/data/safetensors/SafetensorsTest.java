package io.redoubt.data.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
    private static final Tensor BYTES = Tensor.of("b", new long[] {3}, new byte[] {1, 2, (byte) 255});
    private static final Tensor WEIGHTS =
            Tensor.of("a.weight", new long[] {2, 2}, new float[] {1, Float.NaN, -0f, Float.MIN_VALUE});
    private static final Tensor STEP = Tensor.of("step", new long[0], new long[] {Long.MIN_VALUE});

    @TempDir
    private Path folder;

    @Test
    void writtenBytesConformToTheFormat() throws IOException {
        byte[] file =
                write(List.of(BYTES, Tensor.of("a", new long[] {1}, new float[] {1})), Map.of("z", "1", "k", "2"));

        String header = "{\"__metadata__\":{\"k\":\"2\",\"z\":\"1\"},"
                + "\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[4,7]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        int length = (header.length() + 7) / 8 * 8;
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong())
                .isEqualTo(length);
        assertThat(new String(file, 8, length, StandardCharsets.UTF_8))
                .isEqualTo(header + " ".repeat(length - header.length()));
        assertThat(HexFormat.of().formatHex(file, 8 + length, file.length)).isEqualTo("0000803f" + "0102ff");
    }

    @Test
    void writtenTensorsAreReadBack() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Files.write(file, write(List.of(BYTES, WEIGHTS, STEP), Map.of("epoch", "3", "näme", "\"é\n")));

        Safetensors content = Safetensors.read(file);

        assertThat(content.tensors().values()).containsExactly(BYTES, WEIGHTS, STEP);
        assertThat(content.metadata()).containsExactlyInAnyOrderEntriesOf(Map.of("epoch", "3", "näme", "\"é\n"));
        assertThat(content.tensor("step").data().getLong()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeAndEmptyShapeIsReadBack(DType dtype) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(6 * dtype.bytes());
        for (int i = 0; i < data.capacity(); i++) {
            data.put(i, (byte) (i * 37));
        }
        Tensor full = new Tensor("full", dtype, new long[] {2, 3}, data);
        Tensor empty = new Tensor("empty", dtype, new long[] {2, 0}, ByteBuffer.allocate(0));

        Safetensors content = Safetensors.read(ByteBuffer.wrap(write(List.of(full, empty), Map.of())));

        assertThat(content.tensors().values()).containsExactly(full, empty);
        assertThat(content.tensor("empty").elements()).isZero();
    }

    @Test
    void widestElementsComeFirstSoThatTensorsAreAligned() throws IOException {
        byte[] file = write(List.of(BYTES, WEIGHTS, STEP), Map.of());

        String header = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(header)
                .contains("\"step\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}")
                .contains("\"shape\":[2,2],\"data_offsets\":[8,24]}")
                .contains("\"shape\":[3],\"data_offsets\":[24,27]}");
        assertThat(Safetensors.read(ByteBuffer.wrap(file)).tensors().keySet()).containsExactly("b", "a.weight", "step");
    }

    @Test
    void shapeIsImmutable() {
        long[] shape = {3};
        Tensor tensor = new Tensor("t", DType.U8, shape, ByteBuffer.allocate(3));
        shape[0] = 7;
        tensor.shape()[0] = 8;

        assertThat(tensor.shape()).containsExactly(3);
        assertThat(tensor.data().isReadOnly()).isTrue();
    }

    @Test
    void inconsistentTensorsAreRejected() {
        assertRejected(Code.BYTE_COUNT, () -> Tensor.of("t", new long[] {2, 2}, new float[3]));
        assertRejected(Code.SHAPE, () -> Tensor.of("t", new long[] {-1}, new float[3]));
        assertRejected(Code.SHAPE, () -> Tensor.of("t", new long[] {1L << 40, 1L << 40}, new float[0]));
        assertRejected(Code.NAME, () -> Tensor.of("", new long[] {1}, new float[1]));
        assertRejected(Code.NAME, () -> Tensor.of("__metadata__", new long[] {1}, new float[1]));
        assertRejected(Code.DUPLICATE_NAME, () -> write(List.of(BYTES, BYTES), Map.of()));
    }

    @Test
    void missingTensorIsReportedWithTheKnownNames() throws IOException {
        Safetensors content = Safetensors.read(ByteBuffer.wrap(write(List.of(BYTES), Map.of())));

        assertThatExceptionOfType(SafetensorsException.class)
                .isThrownBy(() -> content.tensor("weight"))
                .withMessageContaining("'weight'")
                .withMessageContaining("[b]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HEADER_JSON    | []",
                "HEADER_JSON    | {\"a\":",
                "HEADER_JSON    | {} {}",
                "DUPLICATE_NAME | {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'a':{'dtype':'U8','shape':[0],'data_offsets':[4,4]}}",
                "NAME           | {'':{'dtype':'U8','shape':[4],'data_offsets':[0,4]}}",
                "HEADER_FIELD   | {'__metadata__':{'a':1}}",
                "HEADER_FIELD   | {'__metadata__':'a'}",
                "HEADER_FIELD   | {'a':3}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':[4]}}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4],'more':1}}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':[4],'data_offsets':[0]}}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':[4.0],'data_offsets':[0,4]}}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':[99999999999999999999],'data_offsets':[0,4]}}",
                "HEADER_FIELD   | {'a':{'dtype':'U8','shape':4,'data_offsets':[0,4]}}",
                "DTYPE          | {'a':{'dtype':'u8','shape':[4],'data_offsets':[0,4]}}",
                "DTYPE          | {'a':{'dtype':8,'shape':[4],'data_offsets':[0,4]}}",
                "SHAPE          | {'a':{'dtype':'U8','shape':[-4],'data_offsets':[0,4]}}",
                "SHAPE          | {'a':{'dtype':'F32','shape':[4611686018427387905],'data_offsets':[0,4]}}",
                "SHAPE          | {'a':{'dtype':'U8','shape':[4294967296,4294967296,4],'data_offsets':[0,4]}}",
                "BYTE_COUNT     | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,4]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[4],'data_offsets':[-4,0]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[4],'data_offsets':[4,0]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[5],'data_offsets':[0,5]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[3],'data_offsets':[1,4]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'b':{'dtype':'U8','shape':[2],'data_offsets':[2,4]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'b':{'dtype':'U8','shape':[1],'data_offsets':[3,4]}}",
                "OFFSETS        | {'a':{'dtype':'U8','shape':[4],'data_offsets':[9223372036854775803,9223372036854775807]}}",
                "OFFSETS        | {}",
            })
    void invalidHeaderIsRejected(Code code, String header) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).rewind();

        assertRejected(code, () -> Safetensors.read(file));
    }

    @Test
    void fileThatEndsWithinItsHeaderIsTruncated() {
        ByteBuffer file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(500).put("{\"weight".getBytes(StandardCharsets.US_ASCII)).rewind();

        assertThatExceptionOfType(SafetensorsException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining("the header has 500 bytes but the file ends after 8 of them: it is truncated");
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "9", "100000001", "9223372036854775807"})
    void invalidHeaderLengthIsRejected(long length) {
        ByteBuffer file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(length).rewind();

        assertRejected(Code.HEADER_LENGTH, () -> Safetensors.read(file));
    }

    @Test
    void truncatedFileIsRejected() throws IOException {
        byte[] file = write(List.of(WEIGHTS, BYTES), Map.of("a", "b"));
        for (int length = 0; length < file.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(file, length));
            assertThatExceptionOfType(SafetensorsException.class).isThrownBy(() -> Safetensors.read(cut));
        }
    }

    @Test
    void fileOverTwoGibibytesIsRejected() throws IOException {
        Path file = folder.resolve("large.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Integer.MAX_VALUE + 1L);
        }

        assertRejected(Code.TOO_LARGE, () -> Safetensors.read(file));
    }

    private static void assertRejected(Code code, ThrowingCallable action) {
        assertThatExceptionOfType(SafetensorsException.class).isThrownBy(action).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static byte[] write(List<Tensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, tensors, metadata);
        return out.toByteArray();
    }
}
