package io.redoubt.core.attack.loss;

/**
 * A targeted loss: the negative of another loss with the target as its label.
 *
 * @param loss the loss with the target as its label
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
