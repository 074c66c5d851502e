package io.redoubt.core.alarm;

import java.util.List;
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

    /** Whether the classes have no names but their numbers, from 0. */
    public static boolean areNumbers(List<String> names) {
        return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)));
    }
}
