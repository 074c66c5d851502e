package io.redoubt.data;

import java.util.Arrays;

/**
 * Images with a border of zeros, which has the same width on opposite sides.
 *
 * @param images the images without border
 * @param shape their shape
 * @param side height and width with the border
 */
record PaddedPixels(PixelSource images, ImageShape shape, int side) implements PixelSource {

    @Override
    public void copy(int image, byte[] into, int offset) {
        byte[] inner = new byte[shape.size()];
        images.copy(image, inner, 0);
        int top = (side - shape.height()) / 2;
        int left = (side - shape.width()) / 2;
        Arrays.fill(into, offset, offset + shape.channels() * side * side, (byte) 0);
        for (int row = 0; row < shape.channels() * shape.height(); row++) {
            int y = row / shape.height() * side + row % shape.height() + top;
            System.arraycopy(inner, row * shape.width(), into, offset + y * side + left, shape.width());
        }
    }

    @Override
    public boolean isLoaded(int image) {
        return images.isLoaded(image);
    }

    @Override
    public PixelSource load(int[] selected) {
        return new PaddedPixels(images.load(selected), shape, side);
    }
}
