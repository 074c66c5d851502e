package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageSet;
import io.redoubt.data.memory.ScratchBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The images and labels of one SVHN file. */
final class SvhnSplit {
    private static final int UINT8 = 2;
    private static final int DOUBLE = 9;
    private static final int DIGITS = 10;
    private static final int IMAGE_DIMENSIONS = 4;
    private static final int COLOURS = 3;

    /** Far more than the 531,131 of the additional images. */
    private static final int MAX_LABELS = 10_000_000;

    /** Deflate cannot compress more than this (zlib technical details: 1032 to 1). */
    private static final long MAX_COMPRESSION = 1032;

    private final Path file;
    private int[] shape;
    private ByteBuffer pixels;
    private int[] labels;

    SvhnSplit(Path file) {
        this.file = file;
    }

    /** Reads a matrix if it is X or y. */
    void accept(MatFile.Matrix matrix) throws IOException {
        if (matrix.name().equals("X")) {
            readImages(matrix);
        } else if (matrix.name().equals("y")) {
            labels = readLabels(matrix);
        }
    }

    /** @throws DatasetException unless the file has images and as many labels */
    ImageSet images() {
        if (pixels == null || labels == null) {
            throw invalid(
                    Code.WRONG_FORMAT,
                    "has no variable " + (pixels == null ? "X" : "y")
                            + "; use the files of the cropped digits (format 2)");
        }
        if (labels.length != shape[3]) {
            throw invalid(
                    Code.WRONG_SIZE,
                    "has " + shape[3] + " images and " + labels.length + " labels; the numbers must match");
        }
        return new ImageSet(shape[2], shape[0], shape[1], pixels, labels);
    }

    private void readImages(MatFile.Matrix matrix) throws IOException {
        shape = matrix.dimensions();
        if (shape.length != IMAGE_DIMENSIONS
                || shape[0] < 1
                || shape[0] > ImageSet.MAX_DIMENSION
                || shape[1] < 1
                || shape[1] > ImageSet.MAX_DIMENSION
                || shape[2] != COLOURS
                || shape[3] < 1
                || matrix.type() != UINT8) {
            throw invalid(
                    Code.WRONG_FORMAT,
                    "X has the dimensions " + Arrays.toString(shape) + " and the type " + matrix.type()
                            + "; expected uint8 (type 2) and [height, width, 3, images]");
        }
        int imageBytes = COLOURS * shape[0] * shape[1];
        long bytes = (long) imageBytes * shape[3];
        if (bytes != matrix.bytes() || bytes > Files.size(file) * MAX_COMPRESSION) {
            throw invalid(
                    Code.WRONG_SIZE,
                    "X has " + matrix.bytes() + " bytes; its dimensions " + Arrays.toString(shape) + " need " + bytes);
        }
        pixels = ScratchBuffer.allocate((int) bytes);
        byte[] rows = new byte[imageBytes];
        for (int image = 0; image < shape[3]; image++) {
            byte[] columns = MatFile.exactly(matrix.content(), imageBytes);
            toRows(columns, rows);
            pixels.put(rows);
        }
        pixels.flip();
    }

    /** The first dimension of MATLAB, the row, changes fastest. */
    private void toRows(byte[] columns, byte[] rows) {
        int height = shape[0];
        int width = shape[1];
        for (int colour = 0; colour < COLOURS; colour++) {
            int plane = colour * height * width;
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    rows[plane + y * width + x] = columns[plane + x * height + y];
                }
            }
        }
    }

    private int[] readLabels(MatFile.Matrix matrix) throws IOException {
        double count = Arrays.stream(matrix.dimensions()).asDoubleStream().reduce(1, (a, b) -> a * b);
        int width = matrix.type() == DOUBLE ? Double.BYTES : 1;
        if (matrix.type() != UINT8 && matrix.type() != DOUBLE
                || count > MAX_LABELS
                || count * width != matrix.bytes()) {
            throw invalid(
                    Code.WRONG_FORMAT,
                    "y has the dimensions " + Arrays.toString(matrix.dimensions()) + " and " + matrix.bytes()
                            + " bytes of type " + matrix.type()
                            + "; expected a label for each image, uint8 (type 2) or double"
                            + " (type 9)");
        }
        ByteBuffer stored = ByteBuffer.wrap(MatFile.exactly(matrix.content(), matrix.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int[] values = new int[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = digit(i, matrix.type() == DOUBLE ? stored.getDouble() : stored.get() & 0xff);
        }
        return values;
    }

    private int digit(int image, double label) {
        if (label < 1 || label > DIGITS || label != Math.rint(label)) {
            throw invalid(
                    Code.BAD_LABEL,
                    "image " + image + " has label " + label + "; expected 1 to 10, where 10 is the digit 0");
        }
        return (int) label % DIGITS;
    }

    private DatasetException invalid(Code code, String problem) {
        return DatasetException.in(file, code, problem);
    }
}
