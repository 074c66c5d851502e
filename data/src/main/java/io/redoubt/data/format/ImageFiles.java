package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageShape;
import io.redoubt.data.PixelSource;
import io.redoubt.data.image.ImageFile;
import io.redoubt.data.image.InvalidImageException;
import io.redoubt.data.memory.MemoryEstimate;
import io.redoubt.data.memory.ScratchBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Image files of the same size, decoded one at a time. A grey image among colour images is repeated in each channel. */
final class ImageFiles implements PixelSource {
    private static final int NOT_LOADED = -1;

    /** Decoded images share buffers of about this size, because a buffer has at most 2 GiB. */
    private static final int BUFFER_BYTES = 256 << 20;

    private final Path folder;
    private final ImageShape shape;
    private final List<ImageFile> files;
    private final List<ByteBuffer> buffers;
    private final int[] slots;

    /** @param folder of the data set, for messages */
    ImageFiles(Path folder, ImageShape shape, List<ImageFile> files) {
        this(folder, shape, files, List.of(), notLoaded(files.size()));
    }

    private ImageFiles(Path folder, ImageShape shape, List<ImageFile> files, List<ByteBuffer> buffers, int[] slots) {
        this.folder = folder;
        this.shape = shape;
        this.files = List.copyOf(files);
        this.buffers = List.copyOf(buffers);
        this.slots = slots;
    }

    private static int[] notLoaded(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, NOT_LOADED);
        return slots;
    }

    @Override
    public boolean isLoaded(int image) {
        return slots[image] != NOT_LOADED;
    }

    @Override
    public void copy(int image, byte[] into, int offset) {
        if (isLoaded(image)) {
            int perBuffer = perBuffer();
            buffers.get(slots[image] / perBuffer)
                    .get(slots[image] % perBuffer * shape.size(), into, offset, shape.size());
            return;
        }
        try {
            System.arraycopy(decoded(files.get(image)), 0, into, offset, shape.size());
        } catch (IOException e) {
            throw DatasetException.in(
                    files.get(image).path(),
                    Code.BAD_IMAGE,
                    Problems.describe(files.get(image).path(), e),
                    e);
        }
    }

    @Override
    public PixelSource load(int[] images) {
        int[] missing = IntStream.of(images)
                .filter(image -> !isLoaded(image))
                .distinct()
                .toArray();
        if (missing.length == 0) {
            return this;
        }
        requireMemory(missing);
        Problems problems = new Problems(folder);
        List<ByteBuffer> all = new ArrayList<>(buffers);
        int[] loaded = slots.clone();
        int perBuffer = perBuffer();
        for (int i = 0; i < missing.length; i++) {
            if (i % perBuffer == 0) {
                all.add(ScratchBuffer.allocate(Math.min(perBuffer, missing.length - i) * shape.size()));
            }
            ImageFile file = files.get(missing[i]);
            try {
                all.get(all.size() - 1).put(decoded(file));
            } catch (IOException e) {
                problems.add(file.path(), e);
            }
            loaded[missing[i]] = buffers.size() * perBuffer + i;
        }
        problems.throwIfAny();
        return new ImageFiles(folder, shape, files, all, loaded);
    }

    private int perBuffer() {
        return Math.max(1, BUFFER_BYTES / shape.size());
    }

    private void requireMemory(int[] images) {
        ImageFile largest = IntStream.of(images)
                .mapToObj(files::get)
                .max(Comparator.comparingLong(ImageFile::bytes))
                .orElseThrow();
        new MemoryEstimate("decoding " + largest.path(), largest.decodingBytes(), 0, "smaller images").require();
    }

    private byte[] decoded(ImageFile file) throws IOException {
        byte[] image = file.pixels();
        if (image.length != file.channels() * shape.height() * shape.width()) {
            throw new InvalidImageException("has changed since its header was read");
        }
        byte[] pixels = new byte[shape.size()];
        for (int copied = 0; copied < pixels.length; copied += image.length) {
            System.arraycopy(image, 0, pixels, copied, image.length);
        }
        return pixels;
    }
}
