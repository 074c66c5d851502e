package io.redoubt.core.script;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The TorchScript text of one module: named methods in the dialect of serialised modules (operators as
 * {@code torch.name(...)}, enumerations as their numbers, for example {@code 2} for the channels-last memory format).
 */
public final class ScriptSource {
    /** The class every module is written as. */
    static final String CLASS = "Redoubt";

    private final Map<String, String> methods = new LinkedHashMap<>();

    /**
     * Adds a method.
     *
     * @param name how other methods call it, as {@code self.name(...)}, and how {@link ScriptStep#call} does
     * @param arguments without {@code self}, such as {@code "w: List[Tensor], x: Tensor"}
     * @param result the type, such as {@code "Tensor"}
     * @param body the statements, indented relative to each other
     * @throws IllegalArgumentException when the module has a method of that name
     */
    public ScriptSource define(String name, String arguments, String result, String body) {
        String text = "  def " + name + "(self: __torch__." + CLASS + ", " + arguments + ") -> " + result + ":\n"
                + body.stripTrailing().indent(4);
        if (methods.putIfAbsent(name, text) != null) {
            throw new IllegalArgumentException("method '" + name + "' is defined twice; give each its own name");
        }
        return this;
    }

    /** A number as the script's parser reads it: never in scientific notation, always with a point. */
    public static String number(double value) {
        String text = new BigDecimal(Double.toString(value)).toPlainString();
        return text.contains(".") ? text : text + ".0";
    }

    /** The text of the whole module. */
    public String text() {
        return methods.values().stream()
                .collect(Collectors.joining(
                        "\n",
                        "class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n",
                        ""));
    }
}
