package io.redoubt.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The number of images of each class.
 *
 * @param counts by name of the class, including classes without images
 */
public record ClassCounts(Map<String, Integer> counts) {
    private static final int MOST_NAMES = 10;

    public ClassCounts {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /**
     * Counts images.
     *
     * @param classes names of the classes
     * @param labels the class of each image
     */
    public static ClassCounts of(List<String> classes, List<Integer> labels) {
        int[] counts = count(labels.stream().mapToInt(Integer::intValue), classes.size());
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            named.put(classes.get(i), counts[i]);
        }
        return new ClassCounts(named);
    }

    /**
     * Returns the number of images of each class {@code 0 .. classes-1}.
     *
     * @param labels the class of each image
     */
    static int[] count(IntStream labels, int classes) {
        int[] counts = new int[classes];
        labels.forEach(label -> counts[label]++);
        return counts;
    }

    /** Counts the images of a set. */
    public static ClassCounts of(List<String> classes, ImageSet images) {
        return of(classes, images.labelList());
    }

    /** Returns the number of images. */
    public int images() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of classes that have images. */
    public int present() {
        return (int) counts.values().stream().filter(count -> count > 0).count();
    }

    /** Returns the class with the most images, the first of several. */
    public String mostFrequent() {
        int most = Collections.max(counts.values());
        return names(count -> count == most).get(0);
    }

    /** Returns the share of the most frequent class in the images: the accuracy of always predicting that class. */
    public double largestShare() {
        return (double) counts.get(mostFrequent()) / images();
    }

    /**
     * Says which classes have no image, such as {@code the 30 images evaluated are all of class 'a'} or {@code none of the 30
     * images evaluated is of class 'b'}; empty if all have some.
     *
     * @param which which images, such as {@code evaluated}
     */
    public Optional<String> missing(String which) {
        String images = "the " + images() + " images " + which;
        List<String> missing = names(count -> count == 0);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        if (images() == 1) {
            return Optional.of("the only image " + which + " is of class '" + mostFrequent() + "'");
        }
        if (present() == 1) {
            return Optional.of(images + " are all of class '" + mostFrequent() + "'");
        }
        return Optional.of("none of " + images + " is of "
                + (missing.size() == 1 ? "class " : "the " + missing.size() + " classes ") + quoted(missing));
    }

    private static String quoted(List<String> names) {
        return names.stream().limit(MOST_NAMES).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", ..." : "");
    }

    private List<String> names(IntPredicate count) {
        return counts.entrySet().stream()
                .filter(entry -> count.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the counts in words, such as {@code cat: 5, dog: 4} or {@code 10 of each of 100 classes}. */
    @Override
    public String toString() {
        if (counts.size() <= MOST_NAMES) {
            return counts.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        int least = Collections.min(counts.values());
        int most = Collections.max(counts.values());
        return (least == most ? "" : least + " to ") + most + " of each of " + counts.size() + " classes";
    }
}
