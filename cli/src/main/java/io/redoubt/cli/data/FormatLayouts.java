package io.redoubt.cli.data;

import io.redoubt.data.format.DatasetFormats;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Appends the files of each data format to the help of {@code data add}. */
final class FormatLayouts implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
        List<String> footer = new ArrayList<>(List.of("", "Files in DIR (details in docs/datasets.md):"));
        for (String name : DatasetFormats.STANDARD.names()) {
            String title = name;
            for (String line : DatasetFormats.STANDARD.named(name).layout()) {
                footer.add("  %-10s %s".formatted(title, line));
                title = "";
            }
        }
        footer.addAll(List.of("", "For example:", "  redoubt data add pets DIR --format folder"));
        spec.usageMessage().footer(footer.toArray(String[]::new));
        return spec;
    }
}
