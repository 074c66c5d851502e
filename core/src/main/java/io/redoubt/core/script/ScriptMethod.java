package io.redoubt.core.script;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The signature of a script method.
 *
 * @param name unique in its module
 * @param result the type it returns
 * @param arguments without {@code self}
 */
public record ScriptMethod(String name, Type result, List<Argument> arguments) {
    public ScriptMethod {
        arguments = List.copyOf(arguments);
    }

    public ScriptMethod(String name, Type result, Argument... arguments) {
        this(name, result, Arrays.asList(arguments));
    }

    /** The types of arguments and results. */
    public enum Type {
        TENSOR("Tensor"),
        TENSORS("List[Tensor]"),
        INT("int"),
        BOOL("bool");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /** A formal argument. */
    public record Argument(String name, Type type) {
        /** The argument as a value in the body of the method. */
        public Value value() {
            return new Value(name);
        }

        /** An element of a list. */
        public Value element(int index) {
            return new Value(name + "[" + index + "]");
        }
    }

    /** A method of the same signature with another name. */
    public ScriptMethod named(String other) {
        return new ScriptMethod(other, result, arguments);
    }

    /** The name as other methods of the module call it. */
    public String callee() {
        return "self." + name;
    }

    /** @throws IllegalArgumentException when the number of arguments or their types differ */
    void check(ScriptArgument... actual) {
        List<Type> types = Arrays.stream(actual).map(ScriptArgument::type).toList();
        if (!types.equals(arguments.stream().map(Argument::type).toList())) {
            throw new IllegalArgumentException(
                    "method '" + name + "' takes (" + formalArguments() + ") and was called with " + types);
        }
    }

    /** The first line of the definition. */
    String header() {
        return "def " + name + "(self: __torch__." + ScriptSource.CLASS + ", " + formalArguments() + ") -> "
                + result.text + ":\n";
    }

    private String formalArguments() {
        return arguments.stream()
                .map(argument -> argument.name + ": " + argument.type.text)
                .collect(Collectors.joining(", "));
    }
}
