package io.redoubt.pipeline.store;

/** An object is not what its manifest says: it must not be used. */
public final class CorruptObjectException extends StoreException {

    /** What is wrong with it. */
    public enum Damage {
        MISSING,
        WRONG_LENGTH,
        WRONG_DIGEST,
        UNREADABLE_MANIFEST
    }

    private final Damage damage;

    public CorruptObjectException(Damage damage, String key, String problem) {
        this(damage, damage + ": " + key + " " + problem);
    }

    private CorruptObjectException(Damage damage, String message) {
        super(message);
        this.damage = damage;
    }

    /** The same with what is to be done about it. */
    public CorruptObjectException with(String cure) {
        return new CorruptObjectException(damage, getMessage() + "; " + cure);
    }

    /** What is wrong with it. */
    public Damage damage() {
        return damage;
    }
}
