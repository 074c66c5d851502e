package io.redoubt.eval.report.figures;

import io.redoubt.api.job.InputRoles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States which figures of the rows are missing because jobs failed. */
final class MissingResults {

    private MissingResults() {}

    /**
     * Returns the alarms.
     *
     * @param subjects the subjects with rows
     * @param failures why results are missing, by role
     */
    static List<String> alarms(Collection<String> subjects, Map<String, String> failures) {
        List<String> alarms = new ArrayList<>();
        for (String subject : subjects) {
            missing(subject, failures)
                    .forEach((figure, reason) -> alarms.add(subject + ": " + figure + " missing; " + reason));
        }
        return alarms;
    }

    private static Map<String, String> missing(String subject, Map<String, String> failures) {
        Map<String, String> missing = new LinkedHashMap<>();
        find(failures, InputRoles.lastScores(subject))
                .ifPresent(reason -> missing.put("the accuracy of the last epoch is", reason));
        find(failures, InputRoles.diagnosis(subject))
                .ifPresent(reason -> missing.put("the checks for masked gradients are", reason));
        failures.entrySet().stream()
                .filter(failure -> InputRoles.isCorruptions(failure.getKey(), subject))
                .findFirst()
                .ifPresent(failure -> missing.put("the accuracies on corrupted images are", failure.getValue()));
        find(failures, InputRoles.transfer(subject))
                .ifPresent(reason -> missing.put("the predictions for the transfer matrix are", reason));
        return missing;
    }

    private static Optional<String> find(Map<String, String> failures, String role) {
        return Optional.ofNullable(failures.get(role));
    }
}
