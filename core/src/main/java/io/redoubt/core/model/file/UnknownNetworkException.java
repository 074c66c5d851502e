package io.redoubt.core.model.file;

import java.util.List;

/**
 * Thrown for a state dict that matches no known network. The message names the nearest one and the first tensors that
 * differ.
 */
public final class UnknownNetworkException extends IllegalArgumentException {
    private final transient List<String> missing;
    private final transient List<String> leftOver;

    UnknownNetworkException(String problem, List<String> missing, List<String> leftOver) {
        super(problem);
        this.missing = List.copyOf(missing);
        this.leftOver = List.copyOf(leftOver);
    }

    /** All tensor names of the nearest network that the file lacks. */
    public List<String> missing() {
        return missing;
    }

    /** All tensor names in the file that the nearest network lacks. */
    public List<String> leftOver() {
        return leftOver;
    }
}
