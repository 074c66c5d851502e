package io.redoubt.data;

import java.nio.ByteBuffer;

/**
 * Pixels in a buffer.
 *
 * @param pixels uint8, NCHW
 * @param imageBytes bytes of one image
 */
record BufferedPixels(ByteBuffer pixels, int imageBytes) implements PixelSource {

    @Override
    public void copy(int image, byte[] into, int offset) {
        pixels.get(image * imageBytes, into, offset, imageBytes);
    }

    @Override
    public boolean isLoaded(int image) {
        return true;
    }

    @Override
    public PixelSource load(int[] images) {
        return this;
    }
}
