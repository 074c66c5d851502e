package io.redoubt.experiment.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.WireNamed;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;

/** The figures by which experiments can be sorted. Missing figures come last in descending order. */
public enum SortKey implements WireNamed {
    @JsonProperty("updated")
    UPDATED(Comparator.comparing(listed -> listed.status().updated())),
    @JsonProperty("submitted")
    SUBMITTED(Comparator.comparing(listed -> listed.submitted().orElse(Instant.EPOCH))),
    @JsonProperty("name")
    NAME(Comparator.comparing(listed -> listed.status().name())),
    @JsonProperty("state")
    STATE(Comparator.comparing(listed -> listed.status().stateText())),
    @JsonProperty("progress")
    PROGRESS(by(listed -> listed.summary().progress())),
    @JsonProperty("left")
    LEFT(by(listed -> listed.summary().timeLeft().map(TimeLeft::seconds).orElse(-1.0))),
    @JsonProperty("robust")
    ROBUST(by(listed -> listed.summary().best().map(ResultRow::robustAccuracy).orElse(-1.0))),
    @JsonProperty("standard")
    STANDARD(by(
            listed -> listed.summary().best().map(ResultRow::standardAccuracy).orElse(-1.0)));

    private final Comparator<ListedExperiment> ascending;

    SortKey(Comparator<ListedExperiment> ascending) {
        this.ascending = ascending;
    }

    private static Comparator<ListedExperiment> by(Function<ListedExperiment, Double> figure) {
        return Comparator.comparing(figure);
    }

    /** Returns whether the figure is one of the results. */
    boolean isResult() {
        return this == ROBUST || this == STANDARD;
    }

    /** Returns the order; equal experiments are in the order of their ids. */
    Comparator<ListedExperiment> comparator(boolean descending) {
        return (descending ? ascending.reversed() : ascending)
                .thenComparing(listed -> listed.status().experiment());
    }
}
