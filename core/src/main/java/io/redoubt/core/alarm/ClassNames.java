package io.redoubt.core.alarm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /** Describes the first class that has another name in a data set; empty if there is none. */
    public Optional<String> difference(ClassNames dataset) {
        return IntStream.range(0, Math.min(names.size(), dataset.names.size()))
                .filter(i -> !names.get(i).equals(dataset.names.get(i)))
                .mapToObj(i -> "class " + i + " is '" + names.get(i) + "' in " + owner + " and '" + dataset.names.get(i)
                        + "' in " + dataset.owner + ". Classes are matched by index, not by name.")
                .findFirst();
    }

    /** Whether the names are the class indices, from 0. */
    public static boolean areNumbers(List<String> names) {
        return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)));
    }
}
