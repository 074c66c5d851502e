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

    private final Map<String, Method> methods = new LinkedHashMap<>();

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
        if (methods.putIfAbsent(name, new Method(arguments, result, body)) != null) {
            throw new IllegalArgumentException("method '" + name + "' is defined twice; give each its own name");
        }
        return this;
    }

    /**
     * Adds all methods of another module, which go on calling each other.
     *
     * @param prefix begins their names here
     * @throws IllegalArgumentException when the module has a method of such a name
     */
    public ScriptSource include(String prefix, ScriptSource other) {
        other.methods.forEach((name, method) ->
                define(prefix + name, method.arguments, method.result, method.body.replace("self.", "self." + prefix)));
        return this;
    }

    /** Adds a method that several parts of a module need, unless it is there already. */
    public ScriptSource provide(String name, String arguments, String result, String body) {
        methods.putIfAbsent(name, new Method(arguments, result, body));
        return this;
    }

    /**
     * A copy in which a method, also as part of an included module, is computed in another way.
     *
     * @param name of the method, without prefix
     * @param body with the same arguments and result
     */
    public ScriptSource replacing(String name, String body) {
        ScriptSource copy = new ScriptSource();
        methods.forEach((own, method) -> {
            boolean replaced = own.equals(name) || own.endsWith("_" + name);
            copy.define(own, method.arguments, method.result, replaced ? body : method.body);
        });
        return copy;
    }

    /** A number as the script's parser reads it: never in scientific notation, always with a point. */
    public static String number(double value) {
        String text = new BigDecimal(Double.toString(value)).toPlainString();
        return text.contains(".") ? text : text + ".0";
    }

    /** The text of the whole module. */
    public String text() {
        return methods.entrySet().stream()
                .map(method -> method.getValue().text(method.getKey()))
                .collect(Collectors.joining(
                        "\n",
                        "class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n",
                        ""));
    }

    private record Method(String arguments, String result, String body) {
        String text(String name) {
            return "  def " + name + "(self: __torch__." + CLASS + ", " + arguments + ") -> " + result + ":\n"
                    + body.stripTrailing().indent(4);
        }
    }
}
