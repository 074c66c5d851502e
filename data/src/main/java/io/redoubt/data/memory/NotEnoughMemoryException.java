package io.redoubt.data.memory;

/** Thrown when a computation would not fit into memory. The error is permanent: a retry fails in the same way. */
public final class NotEnoughMemoryException extends IllegalArgumentException {

    /** @param message what is needed, what there is, and the remedy */
    public NotEnoughMemoryException(String message) {
        super(message);
    }
}
