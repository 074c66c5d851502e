package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.ImageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Converts channels, height and width of an image, such as {@code 3x32x32}. */
final class ImageShapeConverter implements ITypeConverter<ImageShape> {

    private static final Pattern DIMENSIONS = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,5})");

    /** @throws InvalidFieldException if a dimension is missing or zero; its field is empty */
    @Override
    public ImageShape convert(String text) {
        Matcher dimensions = DIMENSIONS.matcher(text);
        if (!dimensions.matches()) {
            throw new InvalidFieldException("", Ids.quote(text) + " is not channels, height and width such as 3x32x32");
        }
        ImageShape shape = new ImageShape(
                Integer.parseInt(dimensions.group(1)),
                Integer.parseInt(dimensions.group(2)),
                Integer.parseInt(dimensions.group(3)));
        if (shape.channels() == 0 || shape.height() == 0 || shape.width() == 0) {
            throw new InvalidFieldException("", Ids.quote(text) + " contains a zero; use a size such as 3x32x32");
        }
        return shape;
    }
}
