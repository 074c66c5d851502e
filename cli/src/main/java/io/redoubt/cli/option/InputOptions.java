package io.redoubt.cli.option;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.core.attack.logits.ImageInput;
import io.redoubt.core.model.Normalisation;
import io.redoubt.data.ImageShape;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The input of a TorchScript archive, which does not describe itself. */
final class InputOptions {
    private static final String SIZE = "--input-size";
    private static final String RANGE = "--input-range";
    private static final String MEAN = "--input-mean";
    private static final String STD = "--input-std";

    @Option(
            names = SIZE,
            converter = ImageShapeConverter.class,
            paramLabel = "CxHxW",
            description = "TorchScript archive: channels, height and width of an image, such as 3x32x32.")
    private Optional<ImageShape> size;

    @Option(
            names = RANGE,
            split = ",",
            paramLabel = "X",
            description = "TorchScript archive: values that 0 and 1 map to, such as 0,255 or -1,1 (default: 0,1).")
    private List<Double> range = List.of();

    @Option(
            names = MEAN,
            split = ",",
            paramLabel = "X",
            description =
                    "TorchScript archive: mean of each channel after that mapping (default: none, the archive normalises).")
    private List<Double> mean = List.of();

    @Option(
            names = STD,
            split = ",",
            paramLabel = "X",
            description = "TorchScript archive: standard deviation of each channel.")
    private List<Double> std = List.of();

    /** @throws InvalidFieldException naming the option, if a value is missing or invalid */
    ImageInput read() {
        ImageShape shape = shape();
        if (!range.isEmpty() && range.size() != 2) {
            throw new InvalidFieldException(RANGE, "has " + range.size() + " numbers; use two, such as 0,255");
        }
        double low = range.isEmpty() ? 0 : range.get(0);
        double high = range.isEmpty() ? 1 : range.get(1);
        ImageInput images = OptionErrors.ofArgument(
                RANGE, () -> new ImageInput(shape, low, high, Normalisation.none(shape.channels())));
        return mean.isEmpty() && std.isEmpty()
                ? images
                : OptionErrors.ofArgument(MEAN, () -> new ImageInput(shape, low, high, new Normalisation(mean, std)));
    }

    private ImageShape shape() {
        return size.orElseThrow(() -> new InvalidFieldException(
                SIZE, "is missing; a TorchScript archive does not declare its input, use a size such as 3x32x32"));
    }

    /** @throws InvalidFieldException if an option is given, because a model file describes its input */
    void requireNone() {
        if (size.isPresent() || !range.isEmpty() || !mean.isEmpty() || !std.isEmpty()) {
            throw new InvalidFieldException(
                    size.isPresent() ? SIZE : !range.isEmpty() ? RANGE : !mean.isEmpty() ? MEAN : STD,
                    "is for a TorchScript archive; a model file describes its input");
        }
    }
}
