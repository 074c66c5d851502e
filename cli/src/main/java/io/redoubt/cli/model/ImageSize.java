package io.redoubt.cli.model;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * The value of {@code --image-size}: {@code SIDE} or {@code HEIGHTxWIDTH}.
 *
 * @param height in pixels
 * @param width in pixels
 */
record ImageSize(int height, int width) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

    /** Converts the value of the option. */
    static final class Converter implements ITypeConverter<ImageSize> {
        @Override
        public ImageSize convert(String text) {
            return parse(text);
        }
    }

    /** @throws InvalidFieldException when a side is not between 1 and {@value ImageSet#MAX_DIMENSION}; its field is empty */
    private static ImageSize parse(String text) {
        Matcher sides = TEXT.matcher(text.strip());
        if (sides.matches()) {
            int height = Integer.parseInt(sides.group(1));
            int width = sides.group(2) == null ? height : Integer.parseInt(sides.group(2));
            if (Math.min(height, width) >= 1 && Math.max(height, width) <= ImageSet.MAX_DIMENSION) {
                return new ImageSize(height, width);
            }
        }
        throw new InvalidFieldException(
                "",
                Ids.quote(text) + " is not a size; use a side of 1 to " + ImageSet.MAX_DIMENSION
                        + " pixels, such as 32, or HEIGHTxWIDTH, such as 32x48");
    }

    ImageShape shape(int channels) {
        return new ImageShape(channels, height, width);
    }
}
