package io.redoubt.core.evaluate;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.corruption.CorruptedImages;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Predicts images under every common corruption, at every severity. Corrupted images depend on no model, so nothing is
 * searched for.
 *
 * @param classifier the subject
 * @param images the test images, 1 or 3 channels, at least 8x8
 * @param seed the seed that all corruptions follow from, together with the image's index
 */
public record CorruptionEvaluation(ClassifierRun classifier, ImageSet images, long seed) {
    private static final int SEVERITIES = Corruption.MAX_SEVERITY - Corruption.MIN_SEVERITY + 1;

    /**
     * What the classifier says of the images of a range.
     *
     * @param observer hears of every batch of every corruption; an exception of its stops the run and is passed on
     */
    public CorruptionScores predict(IndexRange range, Consumer<Progress> observer) {
        ImageSet clean = images.subset(range);
        Map<String, List<List<Integer>>> families = new TreeMap<>();
        for (Corruption corruption : Corruptions.all()) {
            List<List<Integer>> bySeverity = new ArrayList<>();
            for (int severity = Corruption.MIN_SEVERITY; severity <= Corruption.MAX_SEVERITY; severity++) {
                ImageSet corrupted = CorruptedImages.of(clean, range.from(), corruption, severity, seed);
                Predictions predictions = classifier.predict(corrupted, new IndexRange(0, corrupted.size()), observer);
                bySeverity.add(boxed(predictions.predicted()));
            }
            families.put(corruption.name(), bySeverity);
        }
        return new CorruptionScores(SchemaVersion.VERSION, range.from(), boxed(clean.labels()), families);
    }

    /** Passes forward that one image costs. */
    public static int passes() {
        return Corruptions.all().size() * SEVERITIES;
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
