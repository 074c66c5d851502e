package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in forms that are no longer written stay readable. A form that is given up leaves a file here. */
class PreviousFormsTest {

    static List<Path> files() {
        return Contract.files(Contract.GOLDEN.resolveSibling("previous"), ".json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadAndMeansTheSameWhenWrittenAnew(Path file) {
        Class<?> type = Message.of(file).type;

        Object message = Json.read(Contract.bytes(file), type);

        assertThat(Json.read(Json.canonical(message), type)).isEqualTo(message);
    }
}
