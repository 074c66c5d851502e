package io.redoubt.core.data.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The IHDR chunk of a PNG file.
 *
 * @param depth bits per sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
 */
record PngHeader(int height, int width, int depth, int colourType) {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;

    private static final int IHDR = 0x49484452;
    private static final int IHDR_BYTES = 13;
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

    /** Reads the chunk that follows the signature. */
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
        return new PngHeader(height, width, depth, colourType);
    }

    int channels() {
        return (colourType & RGB) != 0 ? 3 : 1;
    }

    boolean hasAlpha() {
        return colourType > PALETTE;
    }
}
