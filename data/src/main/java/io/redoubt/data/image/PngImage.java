package io.redoubt.data.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageReader;

/**
 * Decodes PNG files. Samples of 1, 2 and 4 bits are scaled to 0..255 exactly; those of 16 bits are divided by 257 and
 * rounded. Alpha is dropped where the image is opaque; transparent pixels are rejected, because their colour depends on
 * a background that the file does not state.
 */
final class PngImage {
    private static final int SIGNATURE_BYTES = 8;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int ANCILLARY = 0x20000000;
    private static final byte[] ABSENT = {};

    private final PngHeader header;
    private final byte[] palette;
    private final byte[] transparency;
    private final byte[] critical;

    /** @param critical the file without ancillary chunks, some of which make the reader of the platform change samples */
    private PngImage(PngHeader header, byte[] palette, byte[] transparency, byte[] critical) {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
        this.critical = critical;
    }

    /** Decodes a whole file to uint8, CHW. */
    static byte[] pixels(byte[] file) throws IOException {
        PngImage image = parse(file);
        return image.convert(image.samples());
    }

    /** Reads palette and transparency, and verifies the checksums, which the reader of the platform ignores. */
    private static PngImage parse(byte[] file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE_BYTES);
        PngHeader header = PngHeader.read(
                new DataInputStream(new ByteArrayInputStream(file, SIGNATURE_BYTES, file.length - SIGNATURE_BYTES)));
        byte[] palette = ABSENT;
        byte[] transparency = ABSENT;
        boolean data = false;
        ByteArrayOutputStream critical = new ByteArrayOutputStream(file.length);
        critical.write(file, 0, SIGNATURE_BYTES);
        while (in.remaining() >= 3 * Integer.BYTES) {
            int start = in.position();
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 2 * Integer.BYTES) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(file, in.position(), Integer.BYTES + length);
            int type = in.getInt();
            byte[] body = type == PLTE || type == TRNS ? new byte[length] : ABSENT;
            in.get(in.position(), body).position(in.position() + length);
            if (in.getInt() != (int) crc.getValue()) {
                throw new InvalidImageException(
                        "is corrupt: the checksum of the chunk that ends at offset " + in.position() + " is wrong");
            }
            if ((type & ANCILLARY) == 0) {
                critical.write(file, start, in.position() - start);
            }
            palette = type == PLTE ? body : palette;
            transparency = type == TRNS ? body : transparency;
            data |= type == IDAT;
            if (type == IEND && data) {
                return new PngImage(header, palette, transparency, critical.toByteArray());
            }
        }
        throw new InvalidImageException("is truncated: it has no IEND chunk");
    }

    /** Returns the unscaled samples of each band; alpha is the last band. */
    private int[][] samples() throws IOException {
        int colours = header.colourType() == PngHeader.PALETTE ? 1 : header.channels();
        int[][] samples = new int[header.hasAlpha() ? colours + 1 : colours][];
        ImageReader reader = ImageFile.reader("png", new ByteArrayInputStream(critical));
        try {
            // A raster has no colour space, so nothing is converted.
            Raster raster = reader.read(0).getRaster();
            for (int band = 0; band < samples.length; band++) {
                samples[band] = raster.getSamples(0, 0, header.width(), header.height(), band, (int[]) null);
            }
            return samples;
        } catch (IOException | RuntimeException e) {
            // The decoder throws various exceptions for corrupt files.
            throw new InvalidImageException("is corrupt: its image data cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private byte[] convert(int[][] samples) throws IOException {
        int plane = header.height() * header.width();
        int channels = header.channels();
        byte[] pixels = new byte[channels * plane];
        for (int i = 0; i < plane; i++) {
            if (isTransparent(samples, i)) {
                throw new InvalidImageException("the pixel at row " + i / header.width() + ", column "
                        + i % header.width() + " is transparent; flatten the image onto a background first");
            }
            for (int channel = 0; channel < channels; channel++) {
                pixels[channel * plane + i] = (byte) value(samples, channel, i);
            }
        }
        return pixels;
    }

    private int value(int[][] samples, int channel, int i) throws IOException {
        if (header.colourType() != PngHeader.PALETTE) {
            return scaled(samples[channel][i]);
        }
        int entry = 3 * samples[0][i] + channel;
        if (entry >= palette.length) {
            throw new InvalidImageException(
                    "is corrupt: colour " + samples[0][i] + " is not in its palette of " + palette.length / 3);
        }
        return palette[entry] & 0xff;
    }

    private int scaled(int sample) {
        return header.depth() == 16 ? (sample + 128) / 257 : sample * 255 / ((1 << header.depth()) - 1);
    }

    private boolean isTransparent(int[][] samples, int i) {
        if (header.hasAlpha()) {
            return samples[header.channels()][i] != (1 << header.depth()) - 1;
        }
        if (header.colourType() == PngHeader.PALETTE) {
            return samples[0][i] < transparency.length && transparency[samples[0][i]] != (byte) 0xff;
        }
        if (transparency.length < 2 * header.channels()) {
            return false;
        }
        for (int channel = 0; channel < header.channels(); channel++) {
            int key = (transparency[2 * channel] & 0xff) << 8 | transparency[2 * channel + 1] & 0xff;
            if (samples[channel][i] != key) {
                return false;
            }
        }
        return true;
    }
}
