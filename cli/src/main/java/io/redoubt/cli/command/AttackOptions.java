package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Radius;
import io.redoubt.api.request.Threat;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.core.evaluate.AttackParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the perturbation set and of all attacks, with the defaults of requests. */
final class AttackOptions {

    static final String ATTACK = "--attack";

    private static final Radius DEFAULT_EPS = Radius.parse("8/255");
    private static final Radius DEFAULT_STEP = Radius.parse("2/255");
    /** Steps from the centre of an L2 ball to its boundary. */
    private static final int L2_STEPS = 5;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            defaultValue = "linf",
            description = "linf or l2 (default: ${DEFAULT-VALUE}).")
    private String norm;

    @Option(
            names = "--eps",
            paramLabel = "EPS",
            description = "Radius of the ball, for images in [0,1] (default: 8/255 for linf; l2 has none).")
    private Optional<String> eps;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            description = "Step size of pgd (default: 2/255 for linf, a fifth of eps for l2).")
    private Optional<String> step;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed of all random numbers, together with the index of an image (default: ${DEFAULT-VALUE}).")
    private long seed;

    AttackParameters read() {
        return parameters(norm, eps, step, seed);
    }

    /** @throws InvalidFieldException naming the option, if a value is invalid */
    static AttackParameters parameters(String norm, Optional<String> eps, Optional<String> step, long seed) {
        if (norm.equals(Threat.L2) && eps.isEmpty()) {
            throw new InvalidFieldException("--eps", "is missing; norm l2 has no default, use one such as 0.5");
        }
        Radius radius = eps.map(text -> radius("--eps", text)).orElse(DEFAULT_EPS);
        Threat threat = threat(norm, radius);
        Radius defaultStep = norm.equals(Threat.L2) ? Radius.of(radius.value() / L2_STEPS) : DEFAULT_STEP;
        return new AttackParameters(
                threat, step.map(text -> radius("--step", text)).orElse(defaultStep), seed);
    }

    private static Radius radius(String option, String text) {
        return OptionErrors.ofValue(option, () -> Radius.parse(text));
    }

    private static Threat threat(String norm, Radius eps) {
        try {
            return new Threat(norm, eps);
        } catch (InvalidFieldException e) {
            throw OptionErrors.of("--" + e.field(), e);
        }
    }

    /** Parses the name of an attack. */
    static AttackName attack(String name) {
        return OptionErrors.ofValue(ATTACK, () -> AttackName.parse(name));
    }

    /** Parses names of attacks, separated by commas. */
    static List<AttackName> attacks(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> attack(name.strip()))
                .toList();
    }

    /** Describes the parameters in one line. */
    static String title(AttackParameters parameters) {
        return parameters.threat().norm() + " eps " + parameters.threat().eps() + ", step " + parameters.step()
                + ", seed " + parameters.seed();
    }
}
