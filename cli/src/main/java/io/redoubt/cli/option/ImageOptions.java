package io.redoubt.cli.option;

import io.redoubt.cli.standalone.DataSource;
import io.redoubt.core.data.ImageDataset;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options that change the images of a directory or file: their size and their order. */
public final class ImageOptions {

    @Option(
            names = DataSource.PAD,
            paramLabel = "SIDE",
            description = "Pad images with zeros to SIDE x SIDE pixels, for example 32.")
    private Optional<Integer> side;

    @Option(
            names = DataSource.FILE_ORDER,
            description =
                    "Keep the order of the test images in the files. By default, images whose classes are not mixed are put"
                            + " in a stratified order, so that the first are a sample of all.")
    private boolean fileOrder;

    /**
     * Pads and orders images.
     *
     * @param notes receives a sentence if the classes are not mixed
     * @throws io.redoubt.api.InvalidFieldException when they cannot be padded to that size; the message names the option
     */
    public ImageDataset apply(ImageDataset dataset, Consumer<String> notes) {
        return DataSource.ordered(DataSource.padded(dataset, side), fileOrder, notes);
    }
}
