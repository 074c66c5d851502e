package io.redoubt.core.script;

/** PyTorch's enumerations, which scripts write as numbers. */
public enum ScriptConstant {
    /** {@code torch.int64}. */
    INT64(4),
    /** {@code torch.float32}. */
    FLOAT32(6),
    /** {@code torch.float64}. */
    FLOAT64(7),
    /** {@code torch.channels_last}. */
    CHANNELS_LAST(2),
    /** {@code reduction="none"}: one loss per image. */
    NO_REDUCTION(0),
    /** {@code reduction="mean"}: the mean loss of the batch. */
    MEAN_REDUCTION(1);

    private final int number;

    ScriptConstant(int number) {
        this.number = number;
    }

    /** The number. */
    public Value value() {
        return Value.of(number);
    }
}
