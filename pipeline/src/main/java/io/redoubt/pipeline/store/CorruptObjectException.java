package io.redoubt.pipeline.store;

/** An object does not match its manifest and must not be used. */
public final class CorruptObjectException extends StoreException {

    /** The kind of damage. */
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

    /** The same error with a remedy appended to the message. */
    public CorruptObjectException with(String remedy) {
        return new CorruptObjectException(damage, getMessage() + "; " + remedy);
    }

    /** The kind of damage. */
    public Damage damage() {
        return damage;
    }
}
