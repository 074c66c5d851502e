package io.redoubt.data.image;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a JPEG file states before its first scan.
 *
 * @param channels 1 or 3
 * @param rgb whether three components are stored as RGB instead of YCbCr, according to the rules of libjpeg
 * @param orientation the {@linkplain ExifOrientation Exif orientation}
 */
record JpegHeader(int height, int width, int channels, boolean rgb, int orientation) {
    static final int SOI = 0xd8;
    static final int SOS = 0xda;
    static final int EOI = 0xd9;
    static final int APP0 = 0xe0;
    static final int APP14 = 0xee;
    private static final int APP1 = 0xe1;
    private static final String EXIF = "Exif\0\0";

    private static final int COM = 0xfe;
    private static final int[] RGB_COMPONENTS = {'R', 'G', 'B'};

    /**
     * Reads the segments up to and including the marker of the first scan.
     *
     * @param kept receives every segment except application data and comments, and the marker of the scan
     * @throws InvalidImageException when the file is not a JPEG image of 8 bits, grey or colour
     */
    static JpegHeader read(DataInputStream in, OutputStream kept) throws IOException {
        DataOutputStream out = new DataOutputStream(kept);
        in.readUnsignedShort();
        byte[] frame = null;
        boolean jfif = false;
        int adobe = -1;
        int orientation = ExifOrientation.UPRIGHT;
        while (true) {
            int marker = marker(in);
            if (marker == SOS) {
                out.writeShort(0xff00 | SOS);
                return of(frame, jfif, adobe, orientation);
            }
            byte[] body = body(in, marker);
            jfif |= marker == APP0 && startsWith(body, "JFIF\0");
            adobe = marker == APP14 && body.length >= 12 && startsWith(body, "Adobe") ? body[11] & 0xff : adobe;
            if (marker == APP1 && startsWith(body, EXIF)) {
                orientation = ExifOrientation.of(Arrays.copyOfRange(body, EXIF.length(), body.length));
            }
            frame = isFrame(marker) ? frame(marker, body) : frame;
            if ((marker < APP0 || marker > 0xef) && marker != COM) {
                out.writeShort(0xff00 | marker);
                out.writeShort(body.length + 2);
                out.write(body);
            }
        }
    }

    private static int marker(DataInputStream in) throws IOException {
        int marker;
        do {
            while (in.readUnsignedByte() != 0xff) {
                // libjpeg tolerates bytes between segments.
            }
            do {
                marker = in.readUnsignedByte();
            } while (marker == 0xff);
        } while (marker <= 1 || marker >= 0xd0 && marker <= SOI);
        return marker;
    }

    private static byte[] body(DataInputStream in, int marker) throws IOException {
        int length = in.readUnsignedShort() - 2;
        if (marker == EOI || length < 0) {
            throw new InvalidImageException("is corrupt: it has no image before its end");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static byte[] frame(int marker, byte[] body) throws IOException {
        if (marker > 0xc2) {
            throw new InvalidImageException("is a lossless, hierarchical or arithmetic-coded JPEG (SOF"
                    + (marker - 0xc0) + "); save it as baseline JPEG or PNG");
        }
        if (body.length < 6 || body.length < 6 + 3 * (body[5] & 0xff)) {
            throw new InvalidImageException("is corrupt: its frame header is too short");
        }
        return body;
    }

    private static JpegHeader of(byte[] frame, boolean jfif, int adobe, int orientation) throws IOException {
        if (frame == null) {
            throw new InvalidImageException("is corrupt: it has no frame header");
        }
        int height = (frame[1] & 0xff) << 8 | frame[2] & 0xff;
        int width = (frame[3] & 0xff) << 8 | frame[4] & 0xff;
        int components = frame[5] & 0xff;
        if (frame[0] != 8) {
            throw new InvalidImageException("has " + frame[0] + " bits per sample; JPEG is read with 8");
        }
        if (components == 4) {
            throw new InvalidImageException(
                    "is " + (adobe > 0 ? "YCCK" : "CMYK") + " (four components); convert it to RGB first");
        }
        if (components != 1 && components != 3) {
            throw new InvalidImageException("has " + components + " components; expected grey or colour");
        }
        if (height == 0 || width == 0) {
            throw new InvalidImageException("is " + height + "x" + width + " according to its header");
        }
        return new JpegHeader(height, width, components, components == 3 && isRgb(frame, jfif, adobe), orientation);
    }

    private static boolean isRgb(byte[] frame, boolean jfif, int adobe) {
        if (jfif || adobe >= 0) {
            return !jfif && adobe == 0;
        }
        for (int i = 0; i < RGB_COMPONENTS.length; i++) {
            if (frame[6 + 3 * i] != RGB_COMPONENTS[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] body, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        return body.length >= expected.length && Arrays.equals(body, 0, expected.length, expected, 0, expected.length);
    }
}
