package io.redoubt.data.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;

/**
 * Decodes JPEG files as libjpeg does. The reader of the platform guesses the colour space of files without markers and
 * applies embedded profiles; it is therefore given the file without application data and with a marker that states the
 * colour space.
 */
final class JpegImage {
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) JpegHeader.APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_RGB = {
        (byte) 0xff, (byte) JpegHeader.APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    /** The usual progressive files have about ten. */
    private static final int MAX_SCANS = 100;

    private JpegImage() {}

    /** Decodes a whole file to uint8, CHW. */
    static byte[] pixels(byte[] file) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(file);
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        JpegHeader header = JpegHeader.read(new DataInputStream(in), segments);
        byte[] scans = in.readAllBytes();
        requireEnd(scans);
        requireFewScans(scans);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(file.length);
        plain.write(0xff);
        plain.write(JpegHeader.SOI);
        plain.write(header.rgb() ? ADOBE_RGB : JFIF);
        segments.writeTo(plain);
        plain.write(scans);
        return decode(plain.toByteArray(), header);
    }

    /** The decoder fills what is missing at the end of a file with grey. */
    private static void requireEnd(byte[] scans) throws IOException {
        for (int i = scans.length - 2; i >= 0; i--) {
            if (scans[i] == (byte) 0xff && scans[i + 1] == (byte) JpegHeader.EOI) {
                return;
            }
        }
        throw new InvalidImageException("is truncated: it has no end marker");
    }

    /** Each scan passes over the whole image, whatever its length, so that a small file could take hours. */
    private static void requireFewScans(byte[] scans) throws IOException {
        int count = 1;
        for (int i = 0; i < scans.length - 1; i++) {
            if (scans[i] == (byte) 0xff && scans[i + 1] == (byte) JpegHeader.SOS) {
                count++;
            }
        }
        if (count > MAX_SCANS) {
            throw new InvalidImageException(
                    "has " + count + " scans; at most " + MAX_SCANS + " are read: save it as baseline JPEG or PNG");
        }
    }

    private static byte[] decode(byte[] file, JpegHeader header) throws IOException {
        ImageReader reader = ImageFile.reader("jpeg", new ByteArrayInputStream(file));
        AtomicBoolean damaged = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous")) {
                damaged.set(true);
            }
        });
        try {
            Raster raster = reader.read(0).getRaster();
            if (damaged.get()) {
                throw new InvalidImageException("is corrupt: its compressed data is damaged");
            }
            return pixels(raster, header);
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoder throws various exceptions for corrupt files.
            throw new InvalidImageException("is corrupt: its image data cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] pixels(Raster raster, JpegHeader header) {
        int plane = header.height() * header.width();
        byte[] pixels = new byte[header.channels() * plane];
        for (int channel = 0; channel < header.channels(); channel++) {
            int[] samples = raster.getSamples(0, 0, header.width(), header.height(), channel, (int[]) null);
            for (int i = 0; i < plane; i++) {
                pixels[channel * plane + i] = (byte) samples[i];
            }
        }
        return pixels;
    }
}
