package io.redoubt.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.WireNamed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AttemptOutcomeTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    @Test
    void guideExplainsEveryOutcome() throws IOException {
        String guide = Files.readString(Path.of("../docs/observability.md"));

        assertThat(ROW.matcher(guide).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(Arrays.stream(AttemptOutcome.values())
                        .map(WireNamed::wireName)
                        .toList());
    }
}
