package io.redoubt.eval.report;

import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.Alarm;
import io.redoubt.core.evaluate.Tolerance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Attacks that others beat. An attack that knows a model should fool it wherever examples made for another model do; where it
 * does not, it is too weak or misled (Athalye et al. 2018, "Obfuscated gradients give a false sense of security").
 */
final class TransferAlarms {

    private TransferAlarms() {}

    /** At most one a subject, naming the source whose examples fool it most. The comparison is paired, image by image. */
    static List<Alarm> of(TransferCounts matrix) {
        List<Alarm> alarms = new ArrayList<>();
        List<String> subjects = List.copyOf(matrix.right().keySet());
        for (String subject : subjects) {
            subjects.stream()
                    .filter(source -> !source.equals(subject))
                    .max(Comparator.comparingInt(source -> matrix.foundByOthersAlone(subject, source)))
                    .filter(source -> Tolerance.isExceeded(matrix.foundByOthersAlone(subject, source), matrix.images()))
                    .ifPresent(source -> alarms.add(alarm(subject, source, matrix)));
        }
        return alarms;
    }

    private static Alarm alarm(String subject, String source, TransferCounts matrix) {
        int found = matrix.foundByOthersAlone(subject, source);
        Accuracy own = matrix.accuracy(subject, subject);
        Accuracy both = new Accuracy(own.right() - found, own.images());
        return Alarm.unreliable(
                subject,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d images withstand every attack made on it but are wrong on the examples made for %s (right are"
                                + " %s under its own attacks, %s on those examples). An attack that knows the model should fool it wherever"
                                + " one that does not can: its own attacks are too weak or misled by its gradients, and its robust accuracy"
                                + " is at most %s.",
                        found,
                        own.images(),
                        source,
                        ReportAlarms.percent(own.share()),
                        ReportAlarms.percent(matrix.accuracy(subject, source).share()),
                        ReportAlarms.percent(both.share())));
    }
}
