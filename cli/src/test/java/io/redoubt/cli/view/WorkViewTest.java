package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkViewTest {
    private static final String HEAD = "pgd-20" + " ".repeat(19);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.ofEpochSecond(100);

    @Test
    void onTerminalTheLineIsOverwrittenAndCleared() {
        WorkView view = view(true);

        view.step("pgd-20").accept(progress(10));
        view.step("pgd-20").accept(progress(20));
        view.close();

        assertThat(text())
                .isEqualTo(CLEAR_LINE + HEAD + "attack  10/40 images  5 images/s  0:09 left" + CLEAR_LINE + HEAD
                        + "attack  20/40 images  5 images/s  0:09 left" + CLEAR_LINE);
    }

    @Test
    void withoutTerminalProgressIsALineEveryFiveSeconds() {
        WorkView view = view(false);

        view.step("pgd-20").accept(progress(10));
        now = now.plusSeconds(4);
        view.step("pgd-20").accept(progress(20));
        now = now.plusSeconds(1);
        view.step("pgd-20").accept(progress(30));
        view.close();

        assertThat(text().lines())
                .containsExactly(
                        HEAD + "attack  10/40 images  5 images/s  0:09 left",
                        HEAD + "attack  30/40 images  5 images/s  0:09 left");
    }

    private WorkView view(boolean terminal) {
        return new WorkView(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static Progress progress(long done) {
        return new Progress("attack", 0, 0, done, 40, 5, 9, Map.of());
    }
}
