package io.redoubt.api.report;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.List;
import java.util.Map;

/**
 * Predictions on corrupted test images (Hendrycks and Dietterich 2019): the content of {@code corruptions.json}.
 * The images themselves are not stored, since they follow from the data set and the seed alone.
 *
 * @param schema schema version
 * @param from index of the first test image
 * @param labels true class of each image
 * @param families by family of corruption, such as {@code fog}, and by severity, mildest first: the predicted class of
 *     each image
 */
public record CorruptionScores(int schema, int from, List<Integer> labels, Map<String, List<List<Integer>>> families) {

    public CorruptionScores {
        SchemaVersion.requireReadable(schema);
        labels = List.copyOf(Require.present("labels", labels));
        families = Map.copyOf(Require.present("families", families));
        for (Map.Entry<String, List<List<Integer>>> family : families.entrySet()) {
            for (List<Integer> predicted : family.getValue()) {
                if (predicted.size() != labels.size()) {
                    throw new InvalidFieldException(
                            "families." + family.getKey(),
                            "has " + predicted.size() + " predictions for " + labels.size() + " labels");
                }
            }
        }
    }
}
