package io.redoubt.core.evaluate;

/** Stored adversarial examples violate the threat model, or belong to other images. */
public final class InvalidExamplesException extends IllegalArgumentException {
    InvalidExamplesException(String message) {
        super(message);
    }
}
