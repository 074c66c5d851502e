package io.redoubt.cli.view;

import io.redoubt.api.SanitizedText;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.experiment.dataset.ClassImages;
import io.redoubt.experiment.dataset.DatasetDetails;
import java.util.List;
import java.util.Locale;

/**
 * Formats a data set for the terminal.
 *
 * @param details the data set
 */
public record DatasetView(DatasetDetails details) {

    @Override
    public String toString() {
        DatasetManifest manifest = details.dataset().manifest();
        StringBuilder text = new StringBuilder();
        line(text, "name", manifest.name());
        line(text, "digest", manifest.sha256());
        line(
                text,
                "images",
                String.format(Locale.ROOT, "%,d for training, %,d for tests", manifest.train(), manifest.test()));
        line(text, "size", manifest.channels() + " x " + manifest.height() + " x " + manifest.width());
        line(text, "bytes", String.format(Locale.ROOT, "%,d", manifest.bytes()));
        line(text, "added", details.dataset().added().toString());
        line(text, "source", details.source());
        line(text, "licence", details.licence());
        details.notes().forEach(note -> line(text, "note", note));
        TextTable classes = new TextTable(1, List.of("class", "training", "test"));
        for (ClassImages each : details.counts()) {
            classes.add(List.of(each.name(), String.valueOf(each.train()), String.valueOf(each.test())));
        }
        return text.append(System.lineSeparator()).append(classes).toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%-8s %s%n", name, SanitizedText.of(value)));
        }
    }
}
