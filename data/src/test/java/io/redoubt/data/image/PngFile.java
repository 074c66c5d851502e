package io.redoubt.data.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A PNG file of two rows of three pixels, built from raw samples.
 *
 * @param samples the samples of each pixel, in row order
 * @param chunks additional chunks between IHDR and IDAT
 */
public record PngFile(int depth, int colourType, boolean interlaced, int[][] samples, byte[]... chunks) {
    public static final int HEIGHT = 2;
    public static final int WIDTH = 3;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** First row and column and the distances of rows and columns of each pass of Adam7. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {0, 4, 8, 8}, {4, 0, 8, 4}, {0, 2, 4, 4}, {2, 0, 4, 2}, {0, 1, 2, 2}, {1, 0, 2, 1}
    };

    private static final int[][] ALL = {{0, 0, 1, 1}};

    /** Six pixels of one colour. */
    public static PngFile uniform(int depth, int colourType, int... sample) {
        return new PngFile(depth, colourType, false, new int[][] {sample, sample, sample, sample, sample, sample});
    }

    public PngFile with(byte[]... other) {
        return new PngFile(depth, colourType, interlaced, samples, other);
    }

    public static byte[] chunk(String type, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        return chunk(type, bytes);
    }

    private static byte[] chunk(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body);
        return ByteBuffer.allocate(12 + body.length)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    public Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes());
    }

    public byte[] bytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(SIGNATURE);
        file.write(chunk("IHDR", 0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, depth, colourType, 0, 0, interlaced ? 1 : 0));
        for (byte[] chunk : chunks) {
            file.write(chunk);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            for (int[] pass : interlaced ? ADAM7 : ALL) {
                for (int y = pass[0]; y < HEIGHT && pass[1] < WIDTH; y += pass[2]) {
                    deflater.write(row(y, pass[1], pass[3]));
                }
            }
        }
        file.write(chunk("IDAT", data.toByteArray()));
        file.write(chunk("IEND"));
        return file.toByteArray();
    }

    /** Filter type 0 and the packed samples of every {@code step}th pixel of a row. */
    private byte[] row(int y, int first, int step) {
        StringBuilder bits = new StringBuilder("00000000");
        for (int x = first; x < WIDTH; x += step) {
            for (int sample : samples[y * WIDTH + x]) {
                String binary = Integer.toBinaryString(sample);
                bits.append("0".repeat(depth - binary.length())).append(binary);
            }
        }
        bits.append("0".repeat((8 - bits.length() % 8) % 8));
        byte[] row = new byte[bits.length() / 8];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return row;
    }
}
