package io.redoubt.cli.standalone;

import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.RobustBenchFigures;
import io.redoubt.api.report.RobustBenchNames;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Threat;
import io.redoubt.core.data.ImageDataset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures in the form of the leaderboard. */
final class RobustBenchMapping {

    private RobustBenchMapping() {}

    static RobustBenchFigures figures(
            LoadedSubject subject,
            ImageDataset dataset,
            Threat threat,
            AccuracyFigures clean,
            List<EvaluatedAttack> attacks) {
        int all = dataset.test().size();
        boolean whole = clean.images() == all;
        return new RobustBenchFigures(
                percent(clean),
                attacks.stream()
                        .filter(attack -> attack.attack().toString().equals(AttackName.AUTOATTACK))
                        .findFirst()
                        .filter(attack -> whole)
                        .map(attack -> percent(attack.examples().accuracy())),
                threat.eps().toString(),
                RobustBenchNames.norm(threat),
                RobustBenchNames.dataset(dataset.name()),
                subject.architecture(),
                whole
                        ? Optional.empty()
                        : Optional.of(String.format(
                                Locale.ROOT, "on the first %,d of %,d test images", clean.images(), all)));
    }

    private static String percent(AccuracyFigures accuracy) {
        return String.format(Locale.ROOT, "%.2f", 100 * accuracy.accuracy());
    }
}
