package io.redoubt.core.model.file;

/**
 * Thrown for a state dict that matches no known network. The message names the nearest one and the first tensors that
 * differ.
 */
public final class UnknownNetworkException extends IllegalArgumentException {
    UnknownNetworkException(String problem) {
        super(problem);
    }
}
