package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A subject in the format of RobustBench's {@code model_info} files; {@code robustbench.json} maps subjects to entries.
 * Accuracies are strings in percent with two decimals, as in RobustBench. Fields about a publication are null.
 *
 * @param link to a publication
 * @param name experiment and subject
 * @param authors of a publication
 * @param additionalData whether images from outside the data set were used in training
 * @param numberForwardPasses number of networks that an image is sent through
 * @param dataset name of the data set in RobustBench, such as {@code cifar10}
 * @param venue of a publication
 * @param architecture the network; for an ensemble, all networks joined by {@code +}
 * @param eps the radius as written in the request, such as {@code 8/255}
 * @param cleanAcc accuracy on clean images
 * @param reported the worst case over all attacks run
 * @param autoattackAcc accuracy under AutoAttack with its published budgets on all test images; null if it was not run
 * @param corruptionsAcc mean over the 15 core families of corruptions; not in JSON if not measured
 * @param unreliable whether an alarm puts the robust accuracy in doubt
 * @param footnote present if not all test images were evaluated; otherwise omitted from JSON
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

    /** Returns a builder for an unpublished subject. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Collects the fields of an entry. */
    public static final class Builder {
        private final String name;
        private String architecture;
        private int networks;
        private String dataset;
        private String eps;
        private String cleanAcc;
        private String reported;
        private Optional<String> autoattackAcc = Optional.empty();
        private Optional<String> corruptionsAcc = Optional.empty();
        private boolean unreliable;
        private Optional<String> footnote = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        public Builder architecture(String architecture, int networks) {
            this.architecture = architecture;
            this.networks = networks;
            return this;
        }

        public Builder dataset(String dataset) {
            this.dataset = dataset;
            return this;
        }

        public Builder eps(String eps) {
            this.eps = eps;
            return this;
        }

        public Builder cleanAcc(String cleanAcc) {
            this.cleanAcc = cleanAcc;
            return this;
        }

        public Builder reported(String reported) {
            this.reported = reported;
            return this;
        }

        public Builder autoattackAcc(Optional<String> autoattackAcc) {
            this.autoattackAcc = autoattackAcc;
            return this;
        }

        public Builder corruptionsAcc(Optional<String> corruptionsAcc) {
            this.corruptionsAcc = corruptionsAcc;
            return this;
        }

        public Builder unreliable(boolean unreliable) {
            this.unreliable = unreliable;
            return this;
        }

        public Builder footnote(Optional<String> footnote) {
            this.footnote = footnote;
            return this;
        }

        public RobustBenchEntry build() {
            // Pretraining and fine-tuning use the training images of the data set only.
            boolean additionalData = false;
            return new RobustBenchEntry(
                    Optional.empty(),
                    name,
                    Optional.empty(),
                    additionalData,
                    networks,
                    dataset,
                    Optional.empty(),
                    architecture,
                    eps,
                    cleanAcc,
                    reported,
                    autoattackAcc,
                    corruptionsAcc,
                    unreliable,
                    footnote);
        }
    }
}
