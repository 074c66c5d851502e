package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import picocli.CommandLine.ITypeConverter;

/** Accepts only ids and names of data sets. */
public final class IdConverter implements ITypeConverter<String> {

    /** @throws io.redoubt.api.InvalidFieldException if the text is not a valid id; its field is empty */
    @Override
    public String convert(String text) {
        return Ids.require("", text);
    }
}
