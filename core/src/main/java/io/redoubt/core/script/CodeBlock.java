package io.redoubt.core.script;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of script, an expression or statements, with placeholders such as <code>{steps}</code>. A placeholder that is the
 * name of a {@link ScriptConstant}, such as <code>{FLOAT32}</code>, is replaced by its number; all others must be filled in
 * with one of the {@code with} methods.
 */
public final class CodeBlock {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final String text;

    private CodeBlock(String text) {
        this.text = text;
    }

    /** @param template statements are indented relative to each other */
    public static CodeBlock of(String template) {
        String text = template;
        for (ScriptConstant constant : ScriptConstant.values()) {
            text = text.replace("{" + constant + "}", constant.value().text());
        }
        return new CodeBlock(text);
    }

    /** Fills in a value. */
    public CodeBlock with(String placeholder, Value value) {
        return replace(placeholder, value.text());
    }

    /** Fills in a float literal. */
    public CodeBlock with(String placeholder, double number) {
        return with(placeholder, Value.of(number));
    }

    /** Fills in an int literal. */
    public CodeBlock with(String placeholder, int number) {
        return with(placeholder, Value.of(number));
    }

    /** Fills in a list literal of ints. */
    public CodeBlock with(String placeholder, List<Integer> numbers) {
        return with(placeholder, Value.list(numbers.stream().map(Value::of).toList()));
    }

    /** Fills in the name of a method, as other methods call it. */
    public CodeBlock with(String placeholder, ScriptMethod method) {
        return replace(placeholder, method.callee());
    }

    /** Fills in code: statements replace the line of their placeholder and take its indentation. */
    public CodeBlock with(String placeholder, CodeBlock code) {
        Matcher line = Pattern.compile("(?m)^( *)\\{" + placeholder + "}\n").matcher(text);
        return line.find()
                ? new CodeBlock(line.replaceAll(match ->
                        Matcher.quoteReplacement(code.text.indent(match.group(1).length()))))
                : replace(placeholder, code.text);
    }

    /** Appends other statements. */
    public CodeBlock then(CodeBlock statements) {
        return new CodeBlock(text.indent(0) + statements.text);
    }

    private CodeBlock replace(String placeholder, String replacement) {
        String braced = "{" + placeholder + "}";
        if (!text.contains(braced)) {
            throw new IllegalArgumentException("there is no placeholder " + braced + " in the code:\n" + text);
        }
        return new CodeBlock(text.replace(braced, replacement));
    }

    /**
     * The code.
     *
     * @throws IllegalStateException when a placeholder is left
     */
    String text() {
        Matcher left = PLACEHOLDER.matcher(text);
        if (left.find()) {
            throw new IllegalStateException(
                    "placeholder " + left.group() + " is not filled in; call with(\"" + left.group(1) + "\", ...)");
        }
        return text;
    }
}
