package io.redoubt.core.data.format;

import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetException.Code;
import io.redoubt.core.data.ImageSet;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The IDX format of the MNIST family: a big-endian magic number (two zero bytes, the element type, the number of
 * dimensions), the dimensions as 32-bit integers, and the elements.
 */
final class IdxReader {
    private static final int UINT8 = 0x08;

    private IdxReader() {}

    /** An array of uint8. */
    private record Array(String file, int[] dimensions, byte[] elements) {}

    /** Reads a file of images, [n,h,w], and the matching file of labels, [n]. The streams are not closed. */
    static ImageSet read(String imageFile, InputStream images, String labelFile, InputStream labels)
            throws IOException {
        Array pixels = array(imageFile, images, 3);
        Array classes = array(labelFile, labels, 1);
        int count = pixels.dimensions()[0];
        if (classes.elements().length != count) {
            throw new DatasetException(
                    Code.WRONG_SIZE,
                    labelFile + " has " + classes.elements().length + " labels but " + imageFile + " has " + count
                            + " images; the numbers must match");
        }
        int[] labelValues = new int[count];
        for (int i = 0; i < count; i++) {
            labelValues[i] = classes.elements()[i] & 0xff;
        }
        try {
            return new ImageSet(
                    1, pixels.dimensions()[1], pixels.dimensions()[2], ByteBuffer.wrap(pixels.elements()), labelValues);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(Code.WRONG_SIZE, imageFile + ": " + e.getMessage(), e);
        }
    }

    private static Array array(String file, InputStream in, int rank) throws IOException {
        try {
            DataInputStream data = new DataInputStream(in);
            int magic = data.readInt();
            int expectedMagic = UINT8 << 8 | rank;
            if (magic != expectedMagic) {
                throw DatasetException.in(
                        Path.of(file),
                        Code.WRONG_FORMAT,
                        "the magic number at offset 0 is 0x%08x; expected 0x%08x (uint8, dimensions: %d)"
                                .formatted(magic, expectedMagic, rank));
            }
            int[] dimensions = new int[rank];
            long count = 1;
            for (int i = 0; i < rank; i++) {
                dimensions[i] = data.readInt();
                count = requireCount(file, i, dimensions[i], count);
            }
            byte[] elements = data.readNBytes((int) count);
            int header = Integer.BYTES * (1 + rank);
            if (elements.length < count) {
                throw new DatasetException(
                        Code.TRUNCATED,
                        file + ": ends at offset " + (header + elements.length) + "; the header declares "
                                + (header + count) + " bytes");
            }
            if (data.read() >= 0) {
                throw new DatasetException(
                        Code.WRONG_SIZE,
                        file + ": has bytes after offset " + (header + count)
                                + ", where the data ends according to the header");
            }
            return new Array(file, dimensions, elements);
        } catch (EOFException e) {
            throw DatasetException.in(
                    Path.of(file), Code.TRUNCATED, "is truncated within its header or its compressed data", e);
        } catch (ZipException e) {
            throw new DatasetException(Code.WRONG_FORMAT, file + ": is not valid gzip: " + e.getMessage(), e);
        }
    }

    private static long requireCount(String file, int axis, int dimension, long product) {
        long count = product * dimension;
        if (dimension < 1 || count > Integer.MAX_VALUE) {
            throw new DatasetException(
                    Code.WRONG_SIZE,
                    file + ": dimension " + axis + " (offset " + Integer.BYTES * (1 + axis) + ") is " + dimension
                            + "; expected at least 1 and less than 2 GiB in total");
        }
        return count;
    }
}
