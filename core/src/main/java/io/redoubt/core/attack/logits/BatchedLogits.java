package io.redoubt.core.attack.logits;

import io.redoubt.data.ImageShape;

/**
 * A model that is queried in batches of a chosen size.
 *
 * @param function computes the logits
 * @param images the size of a batch
 */
record BatchedLogits(LogitFunction function, int images) implements LogitFunction {
    @Override
    public int classes() {
        return function.classes();
    }

    @Override
    public int networks() {
        return function.networks();
    }

    @Override
    public int batch(ImageShape shape) {
        return images;
    }

    @Override
    public float[][] logits(float[][] points) {
        return function.logits(points);
    }

    @Override
    public Pass pass(float[][] points) {
        return function.pass(points);
    }

    @Override
    public long passBytes(int count) {
        return function.passBytes(count);
    }

    @Override
    public void close() {
        function.close();
    }
}
