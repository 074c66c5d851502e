package io.redoubt.api.report;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions of a subject on the adversarial examples made for others: the content of {@code transfer.json}. One column of
 * the {@link TransferMatrix}, except the diagonal, is computed from it.
 *
 * @param schema schema version
 * @param labels true class of each image
 * @param sources by the subject that the examples were made for and by attack, predicted class of each adversarial
 *     image; at least one attack per source
 */
public record TransferScores(int schema, List<Integer> labels, Map<String, Map<String, List<Integer>>> sources) {

    public TransferScores {
        SchemaVersion.requireReadable(schema);
        labels = List.copyOf(Require.present("labels", labels));
        Map<String, Map<String, List<Integer>>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, List<Integer>>> source :
                Require.present("sources", sources).entrySet()) {
            copy.put(source.getKey(), attacks("sources." + source.getKey(), source.getValue(), labels.size()));
        }
        sources = Map.copyOf(copy);
    }

    private static Map<String, List<Integer>> attacks(String field, Map<String, List<Integer>> attacks, int images) {
        if (attacks == null || attacks.isEmpty()) {
            throw new InvalidFieldException(field, "has no attack; the worst case is taken over at least one");
        }
        attacks.forEach((attack, predictions) -> Scores.requireLength(field + "." + attack, predictions, images));
        return Map.copyOf(attacks);
    }

    /** By attack, the predicted classes of the examples made for {@code source}. @throws InvalidFieldException if there are none */
    public Map<String, List<Integer>> of(String source) {
        return Require.present("sources." + source, sources.get(source));
    }
}
