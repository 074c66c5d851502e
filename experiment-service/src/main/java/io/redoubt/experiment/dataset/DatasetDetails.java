package io.redoubt.experiment.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.data.ClassCounts;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.TestOverlap;
import io.redoubt.pipeline.dataset.StoredDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set with statistics and samples of its images.
 *
 * @param dataset the data set
 * @param source a citation or a URL; may be empty
 * @param licence the terms of use; may be empty
 * @param counts the images of each class, in the order of the labels
 * @param samples the first test images of each class
 * @param notes warnings, such as test images that are also training images
 */
public record DatasetDetails(
        @JsonUnwrapped StoredDataset dataset,
        String source,
        String licence,
        List<ClassImages> counts,
        List<SampleImage> samples,
        List<String> notes) {

    private static final int SAMPLES = 60;
    private static final int MOST_PER_CLASS = 6;

    public DatasetDetails {
        counts = List.copyOf(counts);
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }

    /**
     * Counts and compares all images.
     *
     * @param content the content of {@code dataset}
     */
    public static DatasetDetails of(StoredDataset dataset, ImageDataset content) {
        List<String> classes = content.classes();
        int[] train = content.train().countPerClass(classes.size());
        int[] test = content.test().countPerClass(classes.size());
        List<ClassImages> counts = IntStream.range(0, classes.size())
                .mapToObj(label -> new ClassImages(classes.get(label), train[label], test[label]))
                .toList();
        return new DatasetDetails(
                dataset,
                content.origin().source(),
                content.origin().licence(),
                counts,
                samples(classes, content.test()),
                notes(content));
    }

    /** Sorted by class, so that wrong labels are visible. */
    private static List<SampleImage> samples(List<String> classes, ImageSet test) {
        int perClass = Math.max(1, Math.min(MOST_PER_CLASS, SAMPLES / classes.size()));
        List<List<SampleImage>> byClass = classes.stream()
                .<List<SampleImage>>map(name -> new ArrayList<>())
                .toList();
        for (int i = 0; i < test.size(); i++) {
            List<SampleImage> ofClass = byClass.get(test.label(i));
            if (ofClass.size() < perClass) {
                ofClass.add(new SampleImage("test", i, classes.get(test.label(i))));
            }
        }
        return byClass.stream().flatMap(List::stream).limit(2L * SAMPLES).toList();
    }

    private static List<String> notes(ImageDataset content) {
        List<String> notes = new ArrayList<>();
        TestOverlap.of(content).note().ifPresent(notes::add);
        ClassCounts.of(content.classes(), content.train())
                .missing("for training")
                .ifPresent(notes::add);
        ClassCounts.of(content.classes(), content.test())
                .missing("of the test set")
                .ifPresent(notes::add);
        if (!content.test().isMixed()) {
            notes.add("the classes of the test images are not mixed; the first images are not a sample of all");
        }
        return notes;
    }
}
