package io.redoubt.cli.command;

import io.redoubt.cli.standalone.AttackParameters;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What attacks may do. */
final class AttackOptions {

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            defaultValue = "linf",
            completionCandidates = NormNames.class,
            description = "The norm: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String norm;

    @Option(
            names = "--eps",
            paramLabel = "EPS",
            description = "Radius of the ball, for images in [0,1] (default: 8/255 for linf; other norms have none).")
    private Optional<String> eps;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            description = "Length of a step of pgd (default: 2/255 for linf, a fifth of eps for others).")
    private Optional<String> step;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "All randomness follows from it and from an image's index (default: ${DEFAULT-VALUE}).")
    private long seed;

    AttackParameters read() {
        return AttackParameters.of(norm, eps, step, seed);
    }
}
