package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The numeric matrices of a MATLAB 5 file, little endian, plain or compressed with zlib ("MAT-File Format", MathWorks,
 * chapter 1): a header of 128 bytes, then elements of a type, a length and content. Matrices of other classes, such as
 * cells and structures, are passed over.
 */
final class MatFile {
    private static final int HEADER = 128;
    private static final int VERSION_5 = 0x0100;
    private static final int VERSION_73 = 0x0200;
    private static final int LITTLE_ENDIAN = 'M' << 8 | 'I';
    private static final int TAG = 8;

    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int UINT32 = 6;
    private static final int INT32 = 5;
    private static final int INT8 = 1;

    private static final int FIRST_NUMERIC_CLASS = 6;
    private static final int LAST_NUMERIC_CLASS = 15;
    private static final int MAX_DIMENSIONS = 8;
    private static final int MAX_NAME = 256;

    private final Path file;

    private MatFile(Path file) {
        this.file = file;
    }

    /**
     * A matrix whose elements are not read yet.
     *
     * @param name the name of the variable
     * @param dimensions each 0 or greater; the first changes fastest
     * @param type the type of the stored elements: 2 is uint8, 9 is double
     * @param bytes the length of the stored elements
     * @param content begins with the elements
     */
    record Matrix(String name, int[] dimensions, int type, int bytes, InputStream content) {}

    /** Receives the matrices, in the order of the file. */
    interface Matrices {
        void accept(Matrix matrix) throws IOException;
    }

    /** Type and length of an element; a small one has its content in the second half of its tag. */
    private record Tag(int type, int bytes, boolean small) {
        int padding() {
            return small ? 4 - bytes : (TAG - bytes % TAG) % TAG;
        }
    }

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is not a MATLAB 5 file, or ends too early
     */
    static void read(Path file, Matrices matrices) throws IOException {
        new MatFile(file).read(matrices);
    }

    private void read(Matrices matrices) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            requireHeader(at(channel, 0));
            long offset = HEADER;
            while (offset + TAG <= channel.size()) {
                InputStream in = at(channel, offset);
                Tag tag = tag(in);
                if (tag.small() || offset + TAG + tag.bytes() > channel.size()) {
                    throw invalid(
                            Code.TRUNCATED,
                            "the element at offset " + offset + " has " + tag.bytes()
                                    + " bytes, more than the file; copy the file again");
                }
                element(tag, in, matrices);
                offset += (long) TAG + tag.bytes();
            }
        } catch (EOFException | ZipException e) {
            throw invalid(Code.TRUNCATED, "is truncated or corrupt; copy the file again");
        }
    }

    private static InputStream at(FileChannel channel, long offset) throws IOException {
        return new BufferedInputStream(Channels.newInputStream(channel.position(offset)));
    }

    private void requireHeader(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length == HEADER) {
            ByteBuffer end = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            int version = end.getShort(HEADER - 4);
            int endian = end.getShort(HEADER - 2);
            if (version == VERSION_73) {
                throw invalid(Code.WRONG_FORMAT, "is a MATLAB 7.3 file, which is HDF5; save it with the option -v7");
            }
            if (version == VERSION_5 && endian == LITTLE_ENDIAN) {
                return;
            }
        }
        throw invalid(Code.WRONG_FORMAT, "is not a little-endian MATLAB 5 file; use the files as published");
    }

    private void element(Tag tag, InputStream in, Matrices matrices) throws IOException {
        if (tag.type() == MATRIX) {
            matrix(in, matrices);
        } else if (tag.type() == COMPRESSED) {
            InputStream inflated = new BufferedInputStream(new InflaterInputStream(in));
            if (tag(inflated).type() == MATRIX) {
                matrix(inflated, matrices);
            }
        }
    }

    private void matrix(InputStream in, Matrices matrices) throws IOException {
        int matrixClass = ints(in, UINT32, 2)[0] & 0xff;
        if (matrixClass < FIRST_NUMERIC_CLASS || matrixClass > LAST_NUMERIC_CLASS) {
            return;
        }
        int[] dimensions = ints(in, INT32, MAX_DIMENSIONS);
        String name = new String(content(in, INT8, MAX_NAME), StandardCharsets.US_ASCII);
        for (int dimension : dimensions) {
            if (dimension < 0) {
                throw invalid(Code.WRONG_FORMAT, "variable " + name + " has a negative dimension");
            }
        }
        Tag data = tag(in);
        matrices.accept(new Matrix(name, dimensions, data.type(), data.bytes(), in));
    }

    private int[] ints(InputStream in, int type, int most) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(content(in, type, most * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        if (values.length < 2) {
            throw invalid(Code.WRONG_FORMAT, "a matrix has " + values.length + " values of type " + type);
        }
        return values;
    }

    private byte[] content(InputStream in, int type, int most) throws IOException {
        Tag tag = tag(in);
        if (tag.type() != type || tag.bytes() > most) {
            throw invalid(
                    Code.WRONG_FORMAT,
                    "a matrix has an element of type " + tag.type() + " and " + tag.bytes() + " bytes; expected type "
                            + type + " and at most " + most + " bytes");
        }
        byte[] content = exactly(in, tag.bytes());
        exactly(in, tag.padding());
        return content;
    }

    private Tag tag(InputStream in) throws IOException {
        int first = int32(in);
        if (first >>> 16 != 0) {
            Tag small = new Tag(first & 0xffff, first >>> 16, true);
            if (small.bytes() > 4) {
                throw invalid(Code.WRONG_FORMAT, "an element has an invalid tag; copy the file again");
            }
            return small;
        }
        int bytes = int32(in);
        if (bytes < 0) {
            throw invalid(Code.WRONG_SIZE, "an element has more than 2 GiB; use fewer images");
        }
        return new Tag(first, bytes, false);
    }

    private static int int32(InputStream in) throws IOException {
        return ByteBuffer.wrap(exactly(in, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    /** @throws EOFException if the stream ends before */
    static byte[] exactly(InputStream in, int bytes) throws IOException {
        byte[] content = in.readNBytes(bytes);
        if (content.length < bytes) {
            throw new EOFException();
        }
        return content;
    }

    private DatasetException invalid(Code code, String problem) {
        return DatasetException.in(file, code, problem);
    }
}
