package io.redoubt.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.redoubt.data.ImageSet;
import io.redoubt.data.file.CorruptFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A corrupt image is read if it is still valid, and rejected otherwise. */
class CorruptImagesTest {
    private static final int FILES = 100;
    private static final int[] YCBCR = {60, 133, 7};

    @TempDir
    private Path folder;

    static List<byte[]> pngs() throws IOException {
        byte[] colours = PngFile.chunk("PLTE", 1, 2, 3, 250, 60, 133);
        return List.of(
                PngFile.uniform(1, 0, 1).bytes(),
                PngFile.uniform(4, 0, 7).bytes(),
                PngFile.uniform(8, 0, 60).with(PngFile.chunk("tRNS", 0, 7)).bytes(),
                PngFile.uniform(16, 0, 60).bytes(),
                PngFile.uniform(8, 2, 60, 133, 7)
                        .with(PngFile.chunk("gAMA", 0, 0, 1, 2))
                        .bytes(),
                PngFile.uniform(16, 2, 60, 133, 7).bytes(),
                PngFile.uniform(2, 3, 1).with(colours).bytes(),
                PngFile.uniform(8, 3, 1)
                        .with(colours, PngFile.chunk("tRNS", 0, 255))
                        .bytes(),
                PngFile.uniform(8, 4, 60, 255).bytes(),
                PngFile.uniform(16, 6, 1, 2, 3, 0xffff).bytes(),
                new PngFile(8, 0, true, new int[][] {{1}, {2}, {3}, {4}, {5}, {6}}).bytes());
    }

    static List<byte[]> jpegs() {
        return List.of(
                JpegBytes.of(new int[] {1}, new int[] {60}, JpegBytes.JFIF),
                JpegBytes.of(new int[] {1, 2, 3}, YCBCR, JpegBytes.JFIF, JpegBytes.exifRotated()),
                JpegBytes.of(new int[] {1, 2, 3}, YCBCR, JpegBytes.adobe(1)),
                JpegBytes.of(new int[] {'R', 'G', 'B'}, YCBCR),
                JpegBytes.of(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}, JpegBytes.adobe(2)));
    }

    /** All of a PNG file is its signature, or protected by a checksum. */
    @ParameterizedTest
    @MethodSource("pngs")
    void flippedBitOfAPngIsRejected(byte[] valid) throws IOException {
        assertThat(pixels(valid)).isNotEmpty();

        for (int at = 0; at < valid.length; at++) {
            byte[] flipped = valid.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            try {
                pixels(flipped);
                fail("bit " + at % 8 + " of byte " + at + " is not noticed");
            } catch (InvalidImageException e) {
                CorruptFiles.assertExplained(e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pngs")
    void corruptPngWithValidChecksumsIsReadOrRejected(byte[] valid) throws IOException {
        CorruptFiles corrupt = new CorruptFiles(valid.length);

        for (int i = 0; i < FILES; i++) {
            readOrReject(withChecksums(corrupt.bytes(valid)));
        }
    }

    @ParameterizedTest
    @MethodSource("jpegs")
    void corruptJpegIsReadOrRejected(byte[] valid) throws IOException {
        CorruptFiles corrupt = new CorruptFiles(valid.length);

        for (int i = 0; i < FILES; i++) {
            readOrReject(corrupt.bytes(valid));
        }
    }

    private void readOrReject(byte[] content) throws IOException {
        try {
            pixels(content);
        } catch (InvalidImageException e) {
            CorruptFiles.assertExplained(e);
        }
    }

    /** Decodes a file as a data set does, which refuses large images by their header. */
    private byte[] pixels(byte[] content) throws IOException {
        ImageFile file = ImageFile.open(Files.write(folder.resolve("image"), content));
        if (Math.max(file.height(), file.width()) > ImageSet.MAX_DIMENSION) {
            throw new InvalidImageException("is too large");
        }
        byte[] pixels = file.pixels();
        assertThat(pixels).hasSize(file.channels() * file.height() * file.width());
        return pixels;
    }

    /** Replaces the checksum of every chunk by the one of its content, as far as the lengths are plausible. */
    private static byte[] withChecksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = Long.BYTES;
        while (at + 3 * Integer.BYTES <= png.length) {
            int length = file.getInt(at);
            if (length < 0 || length > png.length - at - 3 * Integer.BYTES) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(png, at + Integer.BYTES, Integer.BYTES + length);
            file.putInt(at + 2 * Integer.BYTES + length, (int) crc.getValue());
            at += 3 * Integer.BYTES + length;
        }
        return png;
    }
}
