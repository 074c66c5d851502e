package io.redoubt.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path PAGE = Path.of("performance.md");

    @Test
    void everythingIsMeasuredInFiveRoundsAndWrittenByDefault() {
        assertThat(parse())
                .isEqualTo(new Options(List.of("training", "attacks"), false, 5, Optional.of(PAGE), "python3", false));
    }

    @Test
    void shortRunHasOneRoundAndIsPrinted() {
        assertThat(parse("--short").rounds()).isEqualTo(1);
        assertThat(parse("--short").out()).isEmpty();
        assertThat(parse("--short", "--out", "x.md").out()).contains(Path.of("x.md"));
    }

    @Test
    void unknownValuesAreRejectedWithTheAllowedOnes() {
        assertThat(parse("--only", "attacks", "--rounds", "3").only()).containsExactly("attacks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--only", "attack"))
                .withMessage("section 'attack' is unknown; use training,attacks or some of them");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast"));
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), List.of("training", "attacks"), PAGE);
    }
}
