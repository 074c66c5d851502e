package io.redoubt.core.attack;

import io.redoubt.core.attack.search.BestPoint;
import io.redoubt.data.ImageShape;
import io.redoubt.data.memory.ScratchBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The best points of the images of a run, in order. The pixels of the points are outside the heap, see {@link ScratchBuffer}. */
public final class BestPoints {
    private final ImageShape shape;
    private final float[][] cleanLogits;
    private final float[][] logits;
    private final ByteBuffer pixels;

    BestPoints(ImageShape shape, int images) {
        this.shape = shape;
        cleanLogits = new float[images][];
        logits = new float[images][];
        pixels = ScratchBuffer.allocate(Math.multiplyExact(images, imageBytes()));
    }

    private int imageBytes() {
        return Float.BYTES * shape.size();
    }

    /** Returns the number of images. */
    public int size() {
        return cleanLogits.length;
    }

    /** Returns the result for an image; empty before the pass over the clean images. */
    Optional<BestPoint> get(int image) {
        if (cleanLogits[image] == null) {
            return Optional.empty();
        }
        Optional<BestPoint.Point> strongest = Optional.empty();
        if (logits[image] != null) {
            float[] values = new float[shape.size()];
            slice(image).asFloatBuffer().get(values);
            strongest = Optional.of(new BestPoint.Point(values, logits[image]));
        }
        return Optional.of(new BestPoint(cleanLogits[image], strongest));
    }

    void set(int image, BestPoint best) {
        cleanLogits[image] = best.cleanLogits();
        best.strongest().ifPresent(point -> {
            logits[image] = point.logits();
            setPixels(image, point.values());
        });
    }

    void setPixels(int image, float[] values) {
        slice(image).asFloatBuffer().put(values);
    }

    /** Returns the logits of the clean images. */
    List<float[]> cleanLogits() {
        return List.of(cleanLogits);
    }

    /** Returns the logits of the best point of an image; empty if there is none. */
    Optional<float[]> logits(int image) {
        return Optional.ofNullable(logits[image]);
    }

    /** Returns the images that have a best point. */
    List<Integer> found() {
        return IntStream.range(0, size()).filter(i -> logits[i] != null).boxed().toList();
    }

    /** Returns the pixels of the best points of some images, float32 (M,C,H,W). */
    ByteBuffer pixels(List<Integer> images) {
        if (images.size() == size()) {
            return pixels.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer some = ScratchBuffer.allocate(images.size() * imageBytes());
        images.forEach(image -> some.put(slice(image)));
        return some.flip();
    }

    private ByteBuffer slice(int image) {
        return pixels.slice(image * imageBytes(), imageBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
