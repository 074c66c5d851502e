package io.redoubt.cli.option;

import io.redoubt.cli.standalone.DataSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that change the images of a directory or file: their size and their order. */
public final class ImageOptions {

    @Option(
            names = DataSource.PAD,
            converter = WholeNumber.Positive.class,
            paramLabel = "SIDE",
            description = "Pad images with zeros to SIDE x SIDE pixels, for example 32.")
    private Optional<Integer> side;

    @Option(
            names = DataSource.FILE_ORDER,
            description =
                    "Keep the order of the test images in the files. By default, images whose classes are not mixed are put"
                            + " in a stratified order, so that the first are a sample of all.")
    private boolean fileOrder;

    /** The height and width to which images are padded with zeros; empty for no padding. */
    public Optional<Integer> side() {
        return side;
    }

    /** Whether test images keep the order of the files even if their classes are not mixed. */
    public boolean fileOrder() {
        return fileOrder;
    }
}
