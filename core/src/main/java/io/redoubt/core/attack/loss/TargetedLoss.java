package io.redoubt.core.attack.loss;

/**
 * A targeted loss: how far another loss falls when the target is taken for its label.
 *
 * @param loss of the target
 */
public record TargetedLoss(LogitLoss loss) implements LogitLoss {
    @Override
    public double value(float[] logits) {
        return -loss.value(logits);
    }

    @Override
    public float[] direction(float[] logits) {
        float[] direction = loss.direction(logits);
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -direction[i];
        }
        return direction;
    }
}
