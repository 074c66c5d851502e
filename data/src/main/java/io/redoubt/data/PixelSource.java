package io.redoubt.data;

/** Where an {@link ImageSet} gets its pixels from. Thread-safe. */
public interface PixelSource {
    /**
     * Copies one image: uint8, in CHW order.
     *
     * @throws DatasetException when its file cannot be decoded
     */
    void copy(int image, byte[] into, int offset);

    /** Returns whether the pixels of an image are in memory. */
    boolean isLoaded(int image);

    /**
     * Returns a source that has the given images in memory.
     *
     * @throws DatasetException naming every file among them that cannot be decoded
     */
    PixelSource load(int[] images);
}
