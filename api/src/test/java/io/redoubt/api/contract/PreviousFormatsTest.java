package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in formats that are no longer written are still readable. Each former format has a file. */
class PreviousFormatsTest {

    static List<Path> files() {
        return ContractFiles.files(ContractFiles.GOLDEN.resolveSibling("previous"), ".json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAndRewritesPreviousFormats(Path file) {
        Class<?> type = MessageType.of(file).type;

        Object message = Json.read(ContractFiles.bytes(file), type);

        assertThat(Json.read(Json.canonical(message), type)).isEqualTo(message);
    }
}
