package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.corruption.CorruptedImages;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.data.ImageSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Predicts images under every common corruption at every severity.
 *
 * @param model the model
 * @param images the test images, 1 or 3 channels, at least 8x8
 * @param seed seed of the corruptions, together with the index of the image
 */
public record CorruptionEvaluation(LogitFunction model, ImageSet images, long seed) {
    private static final int SEVERITIES = Corruption.MAX_SEVERITY - Corruption.MIN_SEVERITY + 1;

    /**
     * Predicts the images of a range.
     *
     * @param observer called after each batch of each corruption; an exception aborts the run and propagates
     */
    public CorruptionScores predict(IndexRange range, Consumer<Progress> observer) {
        ImageSet clean = images.subset(range);
        Map<String, List<List<Integer>>> families = new TreeMap<>();
        for (Corruption corruption : Corruptions.all()) {
            List<List<Integer>> bySeverity = new ArrayList<>();
            for (int severity = Corruption.MIN_SEVERITY; severity <= Corruption.MAX_SEVERITY; severity++) {
                ImageSet corrupted = CorruptedImages.of(clean, range.from(), corruption, severity, seed);
                Predictions predictions =
                        Predictions.of(model, corrupted, new IndexRange(0, corrupted.size()), observer);
                bySeverity.add(predictions.predictedList());
            }
            families.put(corruption.name(), bySeverity);
        }
        return new CorruptionScores(
                SchemaVersion.VERSION,
                range.from(),
                Arrays.stream(clean.labels()).boxed().toList(),
                families);
    }

    /** Returns the forward passes for one image. */
    public static int passes() {
        return Corruptions.all().size() * SEVERITIES;
    }
}
