package io.redoubt.cli.standalone;

import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.core.data.ImageDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What most often makes the figures of a model from elsewhere doubtful: it is not asked what it was trained to answer. */
public final class SubjectAlarms {

    private SubjectAlarms() {}

    /**
     * The alarms, in plain words.
     *
     * @param clean accuracy on the images as they are
     */
    public static List<String> of(ModelSource subject, ImageDataset dataset, AccuracyFigures clean) {
        List<String> alarms = new ArrayList<>();
        for (int i = 0; i < subject.files().size(); i++) {
            classes(subject, i, dataset, alarms);
        }
        int classes = dataset.classes().size();
        if (clean.confidence95().get(0) <= 1.0 / classes) {
            alarms.add(String.format(
                    Locale.ROOT,
                    "%.1f %% on clean images cannot be told from guessing among %d classes: check the mean and std of the"
                            + " model, the order of its classes, and the size of the images.",
                    100 * clean.accuracy(),
                    classes));
        }
        return alarms;
    }

    private static void classes(ModelSource subject, int member, ImageDataset dataset, List<String> alarms) {
        List<String> own = subject.classNames().get(member);
        List<String> theirs = dataset.classes();
        for (int i = 0; i < Math.min(own.size(), theirs.size()); i++) {
            if (!own.get(i).equals(theirs.get(i))) {
                alarms.add("class " + i + " is '" + own.get(i) + "' to "
                        + subject.files().get(member) + " and '"
                        + theirs.get(i) + "' to " + dataset.name()
                        + "; classes are matched by their numbers, whatever their names.");
                return;
            }
        }
    }
}
