package io.redoubt.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Baseline JPEG files of 8x8 pixels of one colour, whose decoded components are exact. */
final class JpegBytes {
    static final int[] JFIF = {0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private JpegBytes() {}

    static int[] adobe(int transform) {
        return new int[] {0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform};
    }

    /** An APP1 segment with an EXIF orientation of 6, a rotation by 90 degrees. */
    static int[] exifRotated() {
        int[] tiff = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0};
        return segment(0xe1, concat(new int[] {'E', 'x', 'i', 'f', 0, 0}, tiff));
    }

    static int[] text(int marker, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int[] body = new int[bytes.length];
        Arrays.setAll(body, i -> bytes[i] & 0xff);
        return segment(marker, body);
    }

    private static int[] segment(int marker, int[] body) {
        return concat(new int[] {0xff, marker, body.length + 2 >> 8, body.length + 2 & 0xff}, body);
    }

    private static int[] concat(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /**
     * @param ids the identifier of each component
     * @param values the value of each component, 0 to 255
     * @param segments segments that follow the start of the image
     */
    static byte[] of(int[] ids, int[] values, int[]... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, 0xff, 0xd8);
        for (int[] segment : segments) {
            write(out, segment);
        }
        int[] table = new int[65];
        Arrays.fill(table, 1, 65, 1);
        write(out, segment(0xdb, table));
        int[] frame = {8, 0, 8, 0, 8, ids.length};
        int[] scan = {ids.length};
        for (int id : ids) {
            frame = concat(frame, new int[] {id, 0x11, 0});
            scan = concat(scan, new int[] {id, 0});
        }
        write(out, segment(0xc0, frame));
        // Twelve categories with codes of four bits; one AC symbol, the end of the block, with a code of one bit.
        write(out, segment(0xc4, new int[] {
            0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
        }));
        write(out, segment(0xc4, new int[] {0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        write(out, segment(0xda, concat(scan, new int[] {0, 63, 0})));
        writeData(out, values);
        write(out, 0xff, 0xd9);
        return out.toByteArray();
    }

    private static void writeData(ByteArrayOutputStream out, int[] values) {
        StringBuilder bits = new StringBuilder();
        for (int value : values) {
            int dc = (value - 128) * 8;
            int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(dc));
            bits.append(binary(category, 4));
            if (category > 0) {
                bits.append(binary(dc > 0 ? dc : dc + (1 << category) - 1, category));
            }
            bits.append('0');
        }
        bits.append("1".repeat((8 - bits.length() % 8) % 8));
        for (int i = 0; i < bits.length(); i += 8) {
            int next = Integer.parseInt(bits.substring(i, i + 8), 2);
            write(out, next);
            if (next == 0xff) {
                write(out, 0);
            }
        }
    }

    private static String binary(int value, int length) {
        String digits = Integer.toBinaryString(value);
        return "0".repeat(length - digits.length()) + digits;
    }

    private static void write(ByteArrayOutputStream out, int... bytes) {
        for (int next : bytes) {
            out.write(next);
        }
    }
}
