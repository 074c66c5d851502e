package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void cursorMovesOnTerminalsThatAreNotDumb() {
        assertThat(Terminal.movesCursor(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.movesCursor(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.movesCursor(Map.of())).isFalse();
    }
}
