package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageSet;
import io.redoubt.data.memory.ScratchBuffer;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The IDX format of the MNIST family: a big-endian magic number (two zero bytes, the element type, the number of
 * dimensions), the dimensions as 32-bit integers, and the elements.
 */
final class IdxReader {
    private static final int UINT8 = 0x08;

    private IdxReader() {}

    /** The size of what is decompressed at a time, in bytes. */
    private static final int BLOCK = 1 << 16;

    /**
     * A file, decompressed.
     *
     * @param name for messages
     * @param in its content; not closed
     * @param longest an upper bound on the length of the content
     */
    record Source(String name, InputStream in, long longest) {}

    /** An array of uint8 whose elements are not read yet: the stream begins with them. */
    private record Array(Source file, int[] dimensions) {}

    /**
     * Reads a file of images, [n,h,w], and the matching file of labels, [n]. The headers are compared first, because a
     * small compressed file may declare a large array.
     */
    static ImageSet read(Source images, Source labels) throws IOException {
        Array pixels = header(images, 3);
        Array classes = header(labels, 1);
        int[] dimensions = pixels.dimensions();
        int count = dimensions[0];
        if (classes.dimensions()[0] != count) {
            throw new DatasetException(
                    Code.WRONG_SIZE,
                    labels.name() + " has " + classes.dimensions()[0] + " labels but " + images.name() + " has " + count
                            + " images; the numbers must match");
        }
        if (dimensions[1] > ImageSet.MAX_DIMENSION || dimensions[2] > ImageSet.MAX_DIMENSION) {
            throw new DatasetException(
                    Code.WRONG_SIZE,
                    images.name() + ": has images of " + dimensions[1] + "x" + dimensions[2] + "; at most "
                            + ImageSet.MAX_DIMENSION + "x" + ImageSet.MAX_DIMENSION + ": resize the images first");
        }
        ByteBuffer classValues = elements(classes);
        int[] labelValues = new int[count];
        for (int i = 0; i < count; i++) {
            labelValues[i] = classValues.get(i) & 0xff;
        }
        return new ImageSet(1, dimensions[1], dimensions[2], elements(pixels), labelValues);
    }

    private static Array header(Source file, int rank) throws IOException {
        return reading(file, () -> {
            DataInputStream data = new DataInputStream(file.in());
            int magic = data.readInt();
            int expectedMagic = UINT8 << 8 | rank;
            if (magic != expectedMagic) {
                throw DatasetException.in(
                        Path.of(file.name()),
                        Code.WRONG_FORMAT,
                        "the magic number at offset 0 is 0x%08x; expected 0x%08x (uint8, dimensions: %d)"
                                .formatted(magic, expectedMagic, rank));
            }
            int[] dimensions = new int[rank];
            long count = 1;
            for (int i = 0; i < rank; i++) {
                dimensions[i] = data.readInt();
                count = requireCount(file.name(), i, dimensions[i], count);
            }
            return new Array(file, dimensions);
        });
    }

    private static ByteBuffer elements(Array array) throws IOException {
        Source file = array.file();
        int count = Arrays.stream(array.dimensions()).reduce(1, (a, b) -> a * b);
        long header = Integer.BYTES * (1 + array.dimensions().length);
        if (header + count > file.longest()) {
            throw truncated(file, file.longest(), header + count);
        }
        return reading(file, () -> {
            ByteBuffer elements = ScratchBuffer.allocate(count);
            byte[] block = new byte[BLOCK];
            while (elements.hasRemaining()) {
                int read = file.in().read(block, 0, Math.min(BLOCK, elements.remaining()));
                if (read < 0) {
                    throw truncated(file, header + elements.position(), header + count);
                }
                elements.put(block, 0, read);
            }
            if (file.in().read() >= 0) {
                throw new DatasetException(
                        Code.WRONG_SIZE,
                        file.name() + ": has bytes after offset " + (header + count)
                                + ", where the data ends according to the header");
            }
            return elements.flip();
        });
    }

    private static DatasetException truncated(Source file, long end, long declared) {
        return new DatasetException(
                Code.TRUNCATED,
                file.name() + ": ends at offset " + end + "; the header declares " + declared + " bytes");
    }

    private static <T> T reading(Source file, Problems.Reading<T> part) throws IOException {
        try {
            return part.read();
        } catch (EOFException e) {
            throw DatasetException.in(
                    Path.of(file.name()), Code.TRUNCATED, "is truncated within its header or its compressed data", e);
        } catch (ZipException e) {
            throw damagedGzip(Path.of(file.name()), e);
        }
    }

    static DatasetException damagedGzip(Path file, ZipException cause) {
        return DatasetException.in(
                file, Code.WRONG_FORMAT, "is not valid gzip, or its data is damaged; copy or download it again", cause);
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
