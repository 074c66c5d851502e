package io.redoubt.core.model.file;

import java.util.List;

/** A state dict that is of no known network. The message names the nearest one and the first tensors that differ. */
public final class UnknownNetworkException extends IllegalArgumentException {
    private final transient List<String> missing;
    private final transient List<String> leftOver;

    UnknownNetworkException(String problem, List<String> missing, List<String> leftOver) {
        super(problem);
        this.missing = List.copyOf(missing);
        this.leftOver = List.copyOf(leftOver);
    }

    /** All names of the nearest network that the file lacks. */
    public List<String> missing() {
        return missing;
    }

    /** All names of the file that the nearest network lacks. */
    public List<String> leftOver() {
        return leftOver;
    }
}
