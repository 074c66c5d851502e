package io.redoubt.data.format;

import io.redoubt.data.ImageSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes files in the format of MNIST. */
final class IdxFiles {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    private IdxFiles() {}

    /** Writes both files of a split ({@code train} or {@code t10k}) with maximum gzip compression. */
    static void writeCompressed(Path folder, String split, ImageSet set) throws IOException {
        Files.write(folder.resolve(split + "-images-idx3-ubyte.gz"), gzip(images(set)));
        Files.write(folder.resolve(split + "-labels-idx1-ubyte.gz"), gzip(labels(set)));
    }

    /** Writes both files of a split. */
    static void write(Path folder, String split, ImageSet set) throws IOException {
        Files.write(folder.resolve(split + "-images-idx3-ubyte"), images(set));
        Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels(set));
    }

    private static byte[] images(ImageSet set) {
        ByteBuffer pixels = set.pixels();
        return ByteBuffer.allocate(4 * Integer.BYTES + pixels.remaining())
                .putInt(IMAGES)
                .putInt(set.size())
                .putInt(set.height())
                .putInt(set.width())
                .put(pixels)
                .array();
    }

    private static byte[] labels(ImageSet set) {
        ByteBuffer file = ByteBuffer.allocate(2 * Integer.BYTES + set.size())
                .putInt(LABELS)
                .putInt(set.size());
        for (int label : set.labels()) {
            file.put((byte) label);
        }
        return file.array();
    }

    /** Writes a compressed file that ends after its header. */
    static void writeCompressedHeader(Path file, int magic, int... dimensions) throws IOException {
        ByteBuffer header =
                ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length)).putInt(magic);
        for (int dimension : dimensions) {
            header.putInt(dimension);
        }
        Files.write(file, gzip(header.array()));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new BestGzip(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
