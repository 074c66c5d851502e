package io.redoubt.core.evaluate;

/** Stored adversarial examples break the threat model they claim, or belong to other images. */
public final class InvalidExamplesException extends IllegalArgumentException {
    InvalidExamplesException(String message) {
        super(message);
    }
}
