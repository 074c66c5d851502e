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
        super(damage + ": " + key + " " + problem);
        this.damage = damage;
    }

    /** What is wrong with it. */
    public Damage damage() {
        return damage;
    }
}
