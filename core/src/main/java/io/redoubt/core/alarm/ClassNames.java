package io.redoubt.core.alarm;

import java.util.List;

/**
 * The class names of a data set or of a model file.
 *
 * @param owner the data set or file
 * @param names in the order of the class indices
 */
public record ClassNames(String owner, List<String> names) {

    public ClassNames {
        names = List.copyOf(names);
    }
}
