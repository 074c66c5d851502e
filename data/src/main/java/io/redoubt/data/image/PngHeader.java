package io.redoubt.data.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The properties that a PNG file states before its image data.
 *
 * @param depth bits per sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
 * @param orientation the {@linkplain ExifOrientation Exif orientation}
 */
record PngHeader(int height, int width, int depth, int colourType, int orientation) {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;

    private static final int IHDR = 0x49484452;
    private static final int IHDR_BYTES = 13;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;

    /** The chunk acTL of animated PNG files: the number of frames and the number of times that they are played. */
    private static final int ACTL = 0x6163544c;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Map<Integer, List<Integer>> DEPTHS = Map.of(
            GREY,
            List.of(1, 2, 4, 8, 16),
            RGB,
            List.of(8, 16),
            PALETTE,
            List.of(1, 2, 4, 8),
            4,
            List.of(8, 16),
            6,
            List.of(8, 16));

    static boolean isSignature(byte[] start) {
        return Arrays.equals(start, SIGNATURE);
    }

    /** Reads the chunks between the signature and the image data. */
    static PngHeader read(DataInputStream in) throws IOException {
        if (in.readInt() != IHDR_BYTES || in.readInt() != IHDR) {
            throw new InvalidImageException("does not begin with an IHDR chunk and is not a standard PNG");
        }
        int width = in.readInt();
        int height = in.readInt();
        int depth = in.readUnsignedByte();
        int colourType = in.readUnsignedByte();
        if (width < 1
                || height < 1
                || !DEPTHS.getOrDefault(colourType, List.of()).contains(depth)) {
            throw new InvalidImageException("is not a standard PNG: " + height + "x" + width + ", bit depth " + depth
                    + ", colour type " + colourType);
        }
        in.skipNBytes(IHDR_BYTES - 2 * Integer.BYTES - 2 + Integer.BYTES);
        return new PngHeader(height, width, depth, colourType, orientation(in));
    }

    private static int orientation(DataInputStream in) throws IOException {
        int orientation = ExifOrientation.UPRIGHT;
        try {
            while (true) {
                int length = in.readInt();
                int type = in.readInt();
                if (type == IDAT || type == IEND || length < 0) {
                    return orientation;
                }
                byte[] body = type == EXIF || type == ACTL ? in.readNBytes(length) : new byte[0];
                if (type == ACTL
                        && body.length >= Integer.BYTES
                        && ByteBuffer.wrap(body).getInt() > 1) {
                    throw new InvalidImageException("is an animated PNG; save one of its frames as a file of its own");
                }
                orientation = type == EXIF ? ExifOrientation.of(body) : orientation;
                in.skipNBytes(length - body.length + Integer.BYTES);
            }
        } catch (EOFException truncated) {
            // Reported when the image is decoded.
            return orientation;
        }
    }

    int channels() {
        return (colourType & RGB) != 0 ? 3 : 1;
    }

    boolean hasAlpha() {
        return colourType > PALETTE;
    }
}
