package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.evaluate.AttackParameters;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the perturbation set and of all attacks, with the defaults of requests. */
public final class AttackOptions {

    public static final String ATTACK = "--attack";

    private static final Radius DEFAULT_EPS = Radius.parse("8/255");
    private static final Radius DEFAULT_STEP = Radius.parse("2/255");
    /** Steps from the centre of a ball to its boundary, for norms other than linf. */
    private static final int STEPS_PER_RADIUS = 5;

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
    private Optional<Radius> eps;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            description = "Step size of pgd (default: 2/255 for linf, a fifth of eps for other norms).")
    private Optional<Radius> step;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed; all randomness is a function of the seed and the image index (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--batch",
            converter = WholeNumber.Batch.class,
            paramLabel = "N",
            description =
                    "Images in a batch, 1 to 65536; results may differ by rounding (default: 128 on a CPU and fewer of"
                            + " large images; on a GPU, as its memory allows).")
    private Optional<Integer> batch;

    /** Returns the size of a batch. */
    public BatchSize batch() {
        return batch.map(BatchSize::of).orElse(BatchSize.AUTO);
    }

    public AttackParameters read() {
        return parameters(norm, eps, step, seed);
    }

    /** @throws InvalidFieldException naming the option, if a value is invalid */
    static AttackParameters parameters(String norm, Optional<Radius> eps, Optional<Radius> step, long seed) {
        Radius radius = eps.orElse(DEFAULT_EPS);
        Threat threat = threat(norm, radius);
        if (!threat.boundsPixels() && eps.isEmpty()) {
            throw new InvalidFieldException(
                    "--eps", "is missing; norm " + norm + " has no default, use a radius such as 0.5");
        }
        Radius defaultStep = threat.boundsPixels() ? DEFAULT_STEP : Radius.of(radius.value() / STEPS_PER_RADIUS);
        Radius chosen = step.orElse(defaultStep);
        if (threat.boundsPixels()) {
            chosen.requirePixelChange("--step");
        }
        return new AttackParameters(threat, chosen, seed);
    }

    private static Threat threat(String norm, Radius eps) {
        try {
            return new Threat(norm, eps);
        } catch (InvalidFieldException e) {
            throw OptionErrors.of("--" + e.field(), e);
        }
    }

    /** Describes the parameters in one line. */
    public static String title(AttackParameters parameters) {
        return parameters.threat().norm() + " eps " + parameters.threat().eps() + ", step " + parameters.step()
                + ", seed " + parameters.seed();
    }
}
