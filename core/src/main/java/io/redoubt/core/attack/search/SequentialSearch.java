package io.redoubt.core.attack.search;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Runs several searches for one image in sequence until the image is settled. */
public final class SequentialSearch implements Search {
    private final AttackedImage image;
    private final Iterator<Supplier<Search>> rest;
    private Search current;

    /** @param searches created only when the previous ones have finished */
    public SequentialSearch(AttackedImage image, List<Supplier<Search>> searches) {
        this.image = image;
        rest = searches.iterator();
    }

    @Override
    public boolean finished() {
        while (!image.settled() && (current == null || current.finished())) {
            if (!rest.hasNext()) {
                return true;
            }
            current = rest.next().get();
        }
        return image.settled();
    }

    @Override
    public float[] point() {
        return current.point();
    }

    @Override
    public boolean needsGradient() {
        return current.needsGradient();
    }

    @Override
    public boolean needsGradient(float[] logits) {
        return current.needsGradient(logits);
    }

    @Override
    public float[] weights(float[] logits) {
        return current.weights(logits);
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        current.answer(logits, gradient);
    }
}
