package io.redoubt.cli.standalone;

import io.redoubt.api.report.JudgedAttack;
import io.redoubt.api.report.MeasuredAccuracy;
import io.redoubt.api.report.RobustBenchEntry;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Threat;
import io.redoubt.core.data.ImageDataset;
import java.util.List;
import java.util.Locale;

/** The figures in the form of the leaderboard. */
final class RobustBench {

    private RobustBench() {}

    static RobustBenchEntry entry(
            JudgedSubject subject,
            ImageDataset dataset,
            Threat threat,
            MeasuredAccuracy clean,
            List<JudgedAttack> attacks) {
        return new RobustBenchEntry(
                percent(clean),
                attacks.stream()
                        .filter(attack -> attack.attack().toString().equals(AttackName.AUTOATTACK))
                        .findFirst()
                        .map(attack -> percent(attack.examples().accuracy())),
                threat.eps().toString(),
                threat.norm().equals(Threat.LINF) ? "Linf" : "L2",
                dataset.name(),
                subject.architecture());
    }

    private static String percent(MeasuredAccuracy accuracy) {
        return String.format(Locale.ROOT, "%.2f", 100 * accuracy.accuracy());
    }
}
