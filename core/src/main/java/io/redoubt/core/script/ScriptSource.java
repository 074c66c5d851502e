package io.redoubt.core.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The source of one TorchScript module, in the dialect of serialised modules: operators are written as {@code torch.name},
 * enumerations as their numbers, see {@link ScriptConstant}. Comments begin with {@code #}.
 */
public final class ScriptSource {
    /** The class of every module. */
    static final String CLASS = "Redoubt";

    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final List<String> parameters = new ArrayList<>();
    private final List<String> buffers = new ArrayList<>();

    /**
     * Adds a method. Other methods call it as {@code self.name(...)}.
     *
     * @throws IllegalArgumentException when the module already has a method of that name
     * @throws IllegalStateException when a placeholder of the body is not filled in
     */
    public ScriptSource define(ScriptMethod method, CodeBlock body) {
        return define(method, body.text());
    }

    private ScriptSource define(ScriptMethod method, String body) {
        if (definitions.putIfAbsent(method.name(), new Definition(method, body)) != null) {
            throw new IllegalArgumentException("method '" + method.name() + "' is defined twice; use another name");
        }
        return this;
    }

    /**
     * Adds a tensor that is stored with the module. Methods read it as {@code self.name}.
     *
     * @param name an identifier, unique in the module
     * @param parameter whether it is trained
     */
    public ScriptSource attribute(String name, boolean parameter) {
        (parameter ? parameters : buffers).add(name);
        return this;
    }

    /** Adds a method that several parts of a module need, unless the module already has it. */
    public ScriptSource defineIfAbsent(ScriptMethod method, CodeBlock body) {
        definitions.putIfAbsent(method.name(), new Definition(method, body.text()));
        return this;
    }

    /**
     * Adds all methods of another module under prefixed names. Their calls to each other are prefixed too.
     *
     * @throws IllegalArgumentException when the module already has a method of such a name
     */
    public ScriptSource include(String prefix, ScriptSource other) {
        other.definitions
                .values()
                .forEach(definition -> define(
                        definition.method.named(prefix + definition.method.name()),
                        definition.body.replace("self.", "self." + prefix)));
        return this;
    }

    /** Returns a copy in which a method has another body, both under its own name and in included modules. */
    public ScriptSource replacing(ScriptMethod method, CodeBlock body) {
        ScriptSource copy = new ScriptSource();
        definitions.forEach((name, definition) -> {
            boolean replaced = name.equals(method.name()) || name.endsWith("_" + method.name());
            copy.define(definition.method, replaced ? body.text() : definition.body);
        });
        return copy;
    }

    /** The text of the module. */
    public String text() {
        String methods = definitions.values().stream()
                .map(definition -> (definition.method.header()
                                + definition.body.stripTrailing().indent(2))
                        .indent(2))
                .collect(Collectors.joining("\n"));
        return "class " + CLASS + "(Module):\n  __parameters__ = " + list(parameters) + "\n  __buffers__ = "
                + list(buffers) + "\n  training : bool\n" + declarations() + methods;
    }

    private static String list(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\", ").collect(Collectors.joining("", "[", "]"));
    }

    private String declarations() {
        return Stream.concat(parameters.stream(), buffers.stream())
                .map(name -> "  " + name + " : Tensor\n")
                .collect(Collectors.joining());
    }

    private record Definition(ScriptMethod method, String body) {}
}
