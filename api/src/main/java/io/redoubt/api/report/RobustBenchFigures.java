package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Require;
import java.util.Optional;

/**
 * The figures of {@link RobustBenchEntry} that can be measured for any model, and the norm, which RobustBench's {@code
 * model_info} expresses as a folder. Accuracies are strings in percent with two decimals, as in RobustBench.
 *
 * @param cleanAcc accuracy on clean images
 * @param autoattackAcc accuracy under AutoAttack with its published budgets on all test images; null if it was not run
 * @param eps the radius as written by the user, such as {@code 8/255}
 * @param norm {@code Linf} or {@code L2}
 * @param dataset name of the data set in RobustBench, such as {@code cifar10}
 * @param architecture the network; for an ensemble, all networks joined by {@code +}
 * @param footnote present if not all test images were evaluated; otherwise omitted from JSON
 */
public record RobustBenchFigures(
        @JsonProperty("clean_acc") String cleanAcc,
        @JsonProperty("autoattack_acc") Optional<String> autoattackAcc,
        String eps,
        String norm,
        String dataset,
        String architecture,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> footnote) {

    public RobustBenchFigures {
        Require.present("clean_acc", cleanAcc);
        autoattackAcc = autoattackAcc == null ? Optional.empty() : autoattackAcc;
        Require.present("eps", eps);
        Require.present("norm", norm);
        Require.present("dataset", dataset);
        Require.present("architecture", architecture);
        footnote = footnote == null ? Optional.empty() : footnote;
    }
}
