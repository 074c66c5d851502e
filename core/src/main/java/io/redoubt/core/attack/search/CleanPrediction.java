package io.redoubt.core.attack.search;

/** Computes the logits of the unperturbed image, which every attack needs. */
public final class CleanPrediction implements Search {
    private final AttackedImage image;
    private final boolean counts;
    private boolean finished;

    /** @param counts whether the unperturbed image is offered as a point of the attack */
    public CleanPrediction(AttackedImage image, boolean counts) {
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
    public void answer(float[] logits, float[] gradient) {
        image.clean(logits);
        if (counts) {
            image.offer(image.clean(), logits);
        }
        finished = true;
    }
}
