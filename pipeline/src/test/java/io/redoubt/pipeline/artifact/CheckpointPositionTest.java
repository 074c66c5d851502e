package io.redoubt.pipeline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointPositionTest {

    @Test
    void positionsAreParsedAndOrderedByProgress() {
        assertThat(Stream.of("10", "2", "2.9", "2.10", "0.1")
                        .map(CheckpointPosition::parse)
                        .map(position -> position.orElseThrow())
                        .sorted()
                        .map(CheckpointPosition::toString))
                .containsExactly("0.1", "2", "2.9", "2.10", "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.", "1.0", "01", ".5", "1.2.3", "1000000000", "../1"})
    void otherNamesAreNotParsed(String name) {
        assertThat(CheckpointPosition.parse(name)).isEmpty();
    }

    @Test
    void negativePositionIsRejected() {
        assertThatThrownBy(() -> new CheckpointPosition(-1, 0)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new CheckpointPosition(0, -1)).isInstanceOf(InvalidFieldException.class);
    }
}
