package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.List;
import java.util.Map;

/**
 * Predictions of a model on the test images: the content of {@code scores.json}. Every accuracy in a report is computed
 * from it.
 *
 * @param schema schema version
 * @param labels true class of each image
 * @param clean predicted class of each clean image
 * @param attacks by attack, predicted class of each adversarial image
 * @param differing by attack, images whose prediction differs from the one that the attack stored; omitted from JSON if
 *     there are none
 */
public record Scores(
        int schema,
        List<Integer> labels,
        List<Integer> clean,
        Map<String, List<Integer>> attacks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> differing) {

    public Scores {
        SchemaVersion.requireReadable(schema);
        labels = List.copyOf(Require.present("labels", labels));
        clean = List.copyOf(Require.present("clean", clean));
        attacks = Map.copyOf(Require.present("attacks", attacks));
        differing = differing == null ? Map.of() : Map.copyOf(differing);
        requireLength("clean", clean, labels.size());
        for (Map.Entry<String, List<Integer>> attack : attacks.entrySet()) {
            requireLength("attacks." + attack.getKey(), attack.getValue(), labels.size());
        }
    }

    static void requireLength(String field, List<Integer> predictions, int images) {
        if (predictions.size() != images) {
            throw new InvalidFieldException(
                    field, "has " + predictions.size() + " predictions for " + images + " labels");
        }
    }
}
