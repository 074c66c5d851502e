package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SanitizedWriterTest {

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter out = SanitizedWriter.of(terminal);

    @Test
    void escapeSequencesAndDirectionOverridesAreReplaced() {
        out.println("\u001b[2Jcat\u202egnp.");
        out.printf(Locale.ROOT, "%s\t%c%n", "\u009b31m\r", '\u0007');
        out.write(new char[] {'a', '\u0000', 'b'}, 1, 2);
        out.flush();

        assertThat(terminal.toString().lines()).containsExactly("?[2Jcat?gnp.", "?31m?\t?", "?b");
    }

    @Test
    void otherTextIsUnchanged() {
        out.print("Grüße, 犬, \ud83d\ude00\n");
        out.flush();

        assertThat(terminal).hasToString("Grüße, 犬, \ud83d\ude00\n");
    }
}
