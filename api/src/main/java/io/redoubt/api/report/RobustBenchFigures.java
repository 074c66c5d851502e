package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Require;
import java.util.Optional;

/**
 * The figures of {@link RobustBenchEntry} that can be measured for any model, and the norm, which RobustBench's {@code
 * model_info} expresses as a folder. Accuracies are texts, in percent with two decimals, as there.
 *
 * @param cleanAcc accuracy on clean images
 * @param autoattackAcc accuracy under AutoAttack with its published budgets on all test images; null if that was not run
 * @param eps the radius as it was given, such as {@code 8/255}
 * @param norm {@code Linf} or {@code L2}
 * @param dataset the data set's name there, such as {@code cifar10}
 * @param architecture the network, of an ensemble each with {@code +} between them
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
