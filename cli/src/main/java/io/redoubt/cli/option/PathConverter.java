package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/**
 * Converts paths. A path that begins with {@code ~} is refused: the shell has not expanded it, so it would name a
 * directory {@code ~} in the working directory.
 */
public final class PathConverter implements ITypeConverter<Path> {

    /** @throws InvalidFieldException if the path begins with {@code ~}; its field is empty */
    @Override
    public Path convert(String text) {
        return Path.of(requireExpanded(text));
    }

    private static String requireExpanded(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            throw new InvalidFieldException(
                    "",
                    Ids.quote(text)
                            + " begins with ~, which the shell expands only at the start of an unquoted word;"
                            + " use $HOME" + text.substring(1) + ", or ./" + text + " for a directory of that name");
        }
        return text;
    }

    /** Converts the values of options that can be a path or something else. */
    public static final class OrText implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return requireExpanded(text);
        }
    }
}
