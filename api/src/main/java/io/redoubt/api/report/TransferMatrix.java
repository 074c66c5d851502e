package io.redoubt.api.report;

import io.redoubt.api.InvalidFieldException;
import java.util.List;

/**
 * The transfer matrix. Accuracies are shares in [0, 1] of the test images, the worst case per image over the attacks.
 *
 * @param subjects the subjects, in the order of rows and columns
 * @param robustAccuracy entry [i][j]: accuracy of subject j on the examples made for subject i; on the diagonal the
 *     subject's own robust accuracy
 */
public record TransferMatrix(List<String> subjects, List<List<Double>> robustAccuracy) {

    public TransferMatrix {
        subjects = List.copyOf(subjects);
        robustAccuracy = robustAccuracy.stream().map(List::copyOf).toList();
        int size = subjects.size();
        if (robustAccuracy.size() != size || robustAccuracy.stream().anyMatch(row -> row.size() != size)) {
            throw new InvalidFieldException(
                    "transfer.robustAccuracy", "is not a " + size + " by " + size + " matrix, one row per subject");
        }
    }
}
