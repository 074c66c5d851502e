package io.redoubt.cli.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads event files back by the rules of the formats, bit by bit. */
class EventFileTest {

    private static final int CASTAGNOLI = 0x82f63b78;

    private static final String RUN = "toy/finetune/none";

    @TempDir
    private Path folder;

    @Test
    void firstRecordIsTheVersionOfTheFormat() throws IOException {
        new EventFile(folder, RUN).close();

        Map<Integer, Object> event = message(records().get(0));

        assertThat(records()).hasSize(1);
        assertThat(text(event.get(3))).isEqualTo("brain.Event:2");
    }

    @Test
    void scalarsAreReadBackWithTimeAndStep() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", 1.25);
        values.put("attack/pgd-20", 0.5);
        try (EventFile file = new EventFile(folder, RUN)) {
            file.add(Instant.ofEpochMilli(1_700_000_000_250L), 300, values);
            file.add(Instant.EPOCH, 301, Map.of("loss", Double.NaN));
        }

        Map<Integer, Object> event = message(records().get(1));
        List<Map<Integer, Object>> read = messages((byte[]) event.get(5), 1);

        assertThat(event.get(1)).isEqualTo(1_700_000_000.25);
        assertThat(event.get(2)).isEqualTo(300L);
        assertThat(read).hasSize(2);
        assertThat(text(read.get(0).get(1))).isEqualTo("loss");
        assertThat(read.get(0).get(2)).isEqualTo(1.25f);
        assertThat(text(read.get(1).get(1))).isEqualTo("attack/pgd-20");
        assertThat(messages((byte[]) message(records().get(2)).get(5), 1).get(0).get(2))
                .isEqualTo(Float.NaN);
    }

    @Test
    void anotherExportReplacesTheFile() throws IOException {
        new EventFile(folder, RUN).close();
        new EventFile(folder, RUN).close();

        try (var files = Files.list(folder.resolve(RUN))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void nameOfARunCannotLeaveTheFolder() {
        for (String name : List.of("../other", "/tmp/other", "a/../../other")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new EventFile(folder, name));
        }
    }

    /** The contents of all records: length, checksum of the length, content, checksum of the content. */
    private List<byte[]> records() throws IOException {
        ByteBuffer file;
        try (var files = Files.list(folder.resolve(RUN))) {
            file = ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        List<byte[]> records = new ArrayList<>();
        while (file.hasRemaining()) {
            byte[] length = new byte[8];
            file.get(length);
            assertThat(file.getInt()).isEqualTo(masked(length));
            byte[] content = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            file.get(content);
            assertThat(file.getInt()).isEqualTo(masked(content));
            records.add(content);
        }
        return records;
    }

    private static int masked(byte[] bytes) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ CASTAGNOLI : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    /** The last value of each field. */
    private static Map<Integer, Object> message(byte[] bytes) {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        read(bytes, fields::put);
        return fields;
    }

    private static List<Map<Integer, Object>> messages(byte[] bytes, int field) {
        List<Map<Integer, Object>> messages = new ArrayList<>();
        read(bytes, (number, value) -> {
            if (number == field) {
                messages.add(message((byte[]) value));
            }
        });
        return messages;
    }

    private interface Field {
        void accept(int number, Object value);
    }

    private static void read(byte[] bytes, Field each) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value =
                    switch ((int) (key & 7)) {
                        case 0 -> varint(in);
                        case 1 -> in.getDouble();
                        case 2 -> {
                            byte[] content = new byte[(int) varint(in)];
                            in.get(content);
                            yield content;
                        }
                        case 5 -> in.getFloat();
                        default -> throw new IllegalArgumentException("wire type of key " + key);
                    };
            each.accept((int) (key >>> 3), value);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
