package io.redoubt.pipeline.store;

/** An object is not what its manifest says: it must not be used. */
public final class DamagedObjectException extends StoreException {

    /** What is wrong with it. */
    public enum Damage {
        MISSING,
        WRONG_LENGTH,
        WRONG_DIGEST,
        UNREADABLE_MANIFEST
    }

    private final Damage damage;

    public DamagedObjectException(Damage damage, String key, String problem) {
        this(damage, damage + ": " + key + " " + problem);
    }

    private DamagedObjectException(Damage damage, String message) {
        super(message);
        this.damage = damage;
    }

    /** The same with what is to be done about it. */
    public DamagedObjectException with(String cure) {
        return new DamagedObjectException(damage, getMessage() + "; " + cure);
    }

    /** What is wrong with it. */
    public Damage damage() {
        return damage;
    }
}
