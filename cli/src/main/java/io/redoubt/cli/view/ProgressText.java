package io.redoubt.cli.view;

import io.redoubt.api.event.Progress;
import java.util.Locale;
import java.util.StringJoiner;

/** Formats progress as one line. Before the first images are done, neither the rate nor the time left is known. */
final class ProgressText {

    private ProgressText() {}

    static String of(Progress progress) {
        StringJoiner text = new StringJoiner("  ");
        if (progress.epochs() > 0) {
            text.add("epoch " + progress.epoch() + "/" + progress.epochs());
        }
        text.add(progress.phase());
        progress.fraction().ifPresent(share -> text.add(String.format(Locale.ROOT, "%.1f %%", 100 * share)));
        text.add(String.format(Locale.ROOT, "%,d/%,d images", progress.done(), progress.total()));
        if (progress.imagesPerSecond() > 0) {
            text.add(rate(progress.imagesPerSecond()) + " images/s");
        }
        if (progress.secondsLeft() > 0) {
            text.add(clock(progress.secondsLeft()) + " left");
        }
        return text.toString();
    }

    private static String rate(double imagesPerSecond) {
        return String.format(Locale.ROOT, imagesPerSecond < 1 ? "%.2f" : "%,.0f", imagesPerSecond);
    }

    static String clock(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
