package io.redoubt.cli.data;

import io.redoubt.cli.option.ImageOptions;
import io.redoubt.cli.option.WholeNumber;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.data.source.DatasetImport;
import io.redoubt.data.source.ImageSelection;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that select the images of a data set to store. */
final class ImportOptions {

    @Option(
            names = "--train",
            converter = WholeNumber.Positive.class,
            paramLabel = "N",
            description = "Keep N training images, the same number of each class.")
    private Optional<Integer> train;

    @Option(
            names = "--test",
            converter = WholeNumber.Positive.class,
            paramLabel = "N",
            description = "Keep N test images, the same number of each class.")
    private Optional<Integer> test;

    @Mixin
    private ImageOptions images;

    DatasetImport of(String name, String format) {
        return new DatasetImport(
                name,
                format,
                train,
                test,
                new ImageSelection(images.side(), images.fileOrder(), DataSource.fields("DIR")));
    }
}
