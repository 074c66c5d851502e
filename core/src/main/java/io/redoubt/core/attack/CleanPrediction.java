package io.redoubt.core.attack;

/** Asks what the classifier says of the image as it is; no attack begins before that is known. */
final class CleanPrediction implements Search {
    private final AttackedImage image;
    private final boolean counts;
    private boolean finished;

    /** @param counts whether the image itself is a point that may fool the classifier */
    CleanPrediction(AttackedImage image, boolean counts) {
        this.image = image;
        this.counts = counts;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public float[] point() {
        return image.clean();
    }

    @Override
    public boolean needsGradient() {
        return false;
    }

    @Override
    public float[] weights(float[] logits) {
        throw new IllegalStateException("no gradient is needed");
    }

    @Override
    public void answer(float[] logits, float[] gradient) {
        image.clean(logits);
        if (counts) {
            image.offer(image.clean(), logits);
        }
        finished = true;
    }
}
