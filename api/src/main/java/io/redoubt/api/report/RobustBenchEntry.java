package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A subject as RobustBench describes one in its {@code model_info} files; {@code robustbench.json} has one by subject. Accuracies
 * are strings, in percent with two decimals, as in RobustBench. Fields that require a publication are null.
 *
 * @param link to a publication
 * @param name experiment and subject
 * @param authors of a publication
 * @param additionalData whether images outside the data set were used for training
 * @param numberForwardPasses number of networks that an image is sent through
 * @param dataset name of the data set in RobustBench, such as {@code cifar10}
 * @param venue of a publication
 * @param architecture the network; for an ensemble, that of each member, joined by {@code +}
 * @param eps the radius as in the request, such as {@code 8/255}
 * @param cleanAcc accuracy on clean images
 * @param reported the worst case over all attacks
 * @param autoattackAcc accuracy under AutoAttack with its published budgets on all test images; null if it was not run
 * @param corruptionsAcc mean over the 15 corruptions of the benchmark; omitted from JSON if not measured
 * @param unreliable whether an alarm puts the robust accuracy in doubt
 * @param footnote states that only some of the test images were evaluated; omitted from JSON if all were
 */
public record RobustBenchEntry(
        Optional<String> link,
        String name,
        Optional<String> authors,
        @JsonProperty("additional_data") boolean additionalData,
        @JsonProperty("number_forward_passes") int numberForwardPasses,
        String dataset,
        Optional<String> venue,
        String architecture,
        String eps,
        @JsonProperty("clean_acc") String cleanAcc,
        String reported,
        @JsonProperty("autoattack_acc") Optional<String> autoattackAcc,

        @JsonProperty("corruptions_acc") @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<String> corruptionsAcc,

        boolean unreliable,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> footnote) {

    public RobustBenchEntry {
        link = link == null ? Optional.empty() : link;
        authors = authors == null ? Optional.empty() : authors;
        venue = venue == null ? Optional.empty() : venue;
        autoattackAcc = autoattackAcc == null ? Optional.empty() : autoattackAcc;
        corruptionsAcc = corruptionsAcc == null ? Optional.empty() : corruptionsAcc;
        footnote = footnote == null ? Optional.empty() : footnote;
    }
}
