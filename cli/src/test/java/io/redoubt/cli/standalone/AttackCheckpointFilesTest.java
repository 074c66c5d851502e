package io.redoubt.cli.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.model.SmallModel;
import io.redoubt.core.evaluate.AttackCheckpoints;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackCheckpointFilesTest {

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private ModelFiles model;
    private ImageDataset dataset;
    private Path examples;
    private Path finished;

    @BeforeEach
    void finishAnAttack() throws IOException {
        SmallModel small = SmallModel.in(Files.createDirectory(folder.resolve("inputs")));
        model = ModelFiles.read(List.of(small.model()));
        dataset = DatasetFile.read(small.data());
        examples = Files.writeString(folder.resolve("fgsm.safetensors"), "examples");
        files().finish(examples, List.of());
        try (Stream<Path> all = Files.list(folder)) {
            finished = all.filter(file -> !file.equals(examples) && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private AttackCheckpoints files() {
        return new AttackCheckpointFiles(model, dataset, List.of("settings"), () -> false, notes::add);
    }

    @Test
    void finishedAttackIsFound() throws IOException {
        assertThat(files().finished(examples)).hasValue(List.of());
        assertThat(notes).containsExactly(examples + " is finished");
    }

    @Test
    void truncatedFileIsNamedAndTheAttackRepeated() throws IOException {
        byte[] whole = Files.readAllBytes(finished);
        Files.write(finished, List.of(new String(whole, 0, whole.length / 2)));

        assertThat(files().finished(examples)).isEmpty();
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith(finished + " cannot be read (")
                .endsWith("); attacking again");
    }

    @Test
    void changedExamplesAreNamedAndTheAttackRepeated() throws IOException {
        Files.writeString(examples, "other examples");

        assertThat(files().finished(examples)).isEmpty();
        assertThat(notes).containsExactly(examples + " has changed since it was finished; attacking again");
    }
}
