package io.redoubt.experiment.filter;

import io.redoubt.api.event.ExperimentState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that an expression can use, with the way in which their values are compared. */
enum FilterField {
    STATE(
            Kind.TEXT,
            fields -> Stream.of(
                    fields.status().state().wireName(), fields.status().stateText())),
    NAME(Kind.TEXT, fields -> Stream.of(fields.status().name())),
    ID(Kind.TEXT, fields -> Stream.of(fields.status().experiment())),
    SUBMITTED(Kind.TIME, fields -> fields.submitted().stream()),
    UPDATED(Kind.TIME, fields -> Stream.of(fields.status().updated())),
    PROGRESS(Kind.SHARE, fields -> Stream.of(fields.progress())),
    RA(Kind.SHARE, fields -> fields.robustAccuracy().stream()),
    TA(Kind.SHARE, fields -> fields.standardAccuracy().stream());

    /** How values of a field are written and compared. */
    enum Kind {
        TEXT,
        TIME,
        SHARE
    }

    private static final List<String> STATES = Stream.concat(
                    Arrays.stream(ExperimentState.values()).map(ExperimentState::wireName), Stream.of("partly failed"))
            .toList();

    private final Kind kind;
    private final Function<FilterFields, Stream<?>> values;

    FilterField(Kind kind, Function<FilterFields, Stream<?>> values) {
        this.kind = kind;
        this.values = values;
    }

    static Optional<FilterField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.title().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(FilterField::title).collect(Collectors.joining(", "));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    /** Returns whether the value is found only in the results of an experiment. */
    boolean isResult() {
        return this == RA || this == TA;
    }

    Stream<String> texts(FilterFields fields) {
        return values.apply(fields).map(String.class::cast);
    }

    Stream<Double> shares(FilterFields fields) {
        return values.apply(fields).map(Double.class::cast);
    }

    Stream<Instant> times(FilterFields fields) {
        return values.apply(fields).map(Instant.class::cast);
    }

    /** Returns the values that the field can have; empty if there is no list of them. */
    List<String> choices() {
        return this == STATE ? STATES : List.of();
    }
}
