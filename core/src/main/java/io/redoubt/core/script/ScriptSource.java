package io.redoubt.core.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The source of one TorchScript module, in the dialect of serialised modules: operators are written as {@code torch.name},
 * enumerations as their numbers, see {@link ScriptConstant}. Comments begin with {@code #}.
 */
public final class ScriptSource {
    /** The class of every module. */
    static final String CLASS = "Redoubt";

    private final Map<String, Definition> definitions = new LinkedHashMap<>();

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
        return definitions.values().stream()
                .map(definition -> (definition.method.header()
                                + definition.body.stripTrailing().indent(2))
                        .indent(2))
                .collect(Collectors.joining(
                        "\n",
                        "class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n",
                        ""));
    }

    private record Definition(ScriptMethod method, String body) {}
}
