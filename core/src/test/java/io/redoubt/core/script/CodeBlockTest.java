package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeBlockTest {

    @Test
    void placeholdersTakeLiteralsValuesAndMethods() {
        CodeBlock code = CodeBlock.of("{losses}(w, {x}, {steps}, {rate}, {positions}, {FLOAT32})")
                .with("losses", ScriptMethods.LOSSES.named("exact_losses"))
                .with("x", ScriptMethods.WEIGHTS.element(2))
                .with("steps", 3)
                .with("rate", 0.5)
                .with("positions", List.of(0, 4));

        assertThat(code.text()).isEqualTo("self.exact_losses(w, w[2], 3, 0.5, [0, 4], 6)");
    }

    @Test
    void statementsTakeTheIndentationOfTheirPlaceholder() {
        CodeBlock code = CodeBlock.of("""
                {before}
                for i in range(2):
                  {loop}
                return x
                """)
                .with("before", CodeBlock.of(""))
                .with("loop", CodeBlock.of("x = torch.relu(x)\n").then(CodeBlock.of("y = x\n")));

        assertThat(code.text()).isEqualTo("""
                for i in range(2):
                  x = torch.relu(x)
                  y = x
                return x
                """);
    }

    @Test
    void expressionIsInsertedInline() {
        assertThat(CodeBlock.of("return {x}\n")
                        .with("x", CodeBlock.of("torch.relu({y})").with("y", new Value("z")))
                        .text())
                .isEqualTo("return torch.relu(z)\n");
    }

    @Test
    void unknownAndUnfilledPlaceholdersAreRejected() {
        CodeBlock code = CodeBlock.of("return {x}");

        assertThatThrownBy(() -> code.with("y", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no placeholder {y}");
        assertThatThrownBy(() -> new ScriptSource().define(ScriptMethods.LOSSES, code))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("placeholder {x} is not filled in; call with(\"x\", ...)");
    }

    @Test
    void floatsAreWrittenWithoutAnExponent() {
        assertThat(Value.of(1e-5).text()).isEqualTo("0.000010");
        assertThat(Value.of(0.0).text()).isEqualTo("0.0");
        assertThat(Value.of(1e10).text()).isEqualTo("10000000000.0");
    }
}
