package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.cli.model.GreyImages;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets in the store of a home directory. */
class DataRemoveIT {

    @TempDir
    Path folder;

    private Console data(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "data";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--home";
        all[arguments.length + 2] = folder.resolve("home").toString();
        return Console.run(all);
    }

    private Path images() throws IOException {
        Path pets = folder.resolve("pets");
        for (String file : new String[] {"train/ant/1", "train/bee/1", "test/ant/2", "test/bee/2"}) {
            GreyImages.write(pets.resolve(file + ".png"), 0);
        }
        return pets;
    }

    @Test
    void archiveIsAddedAndShown() throws IOException {
        images();
        Path archive = folder.resolve("pets.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String file : new String[] {"train/ant/1", "train/bee/1", "test/ant/2", "test/bee/2"}) {
                zip.putNextEntry(new ZipEntry("pets/" + file + ".png"));
                zip.write(Files.readAllBytes(folder.resolve("pets").resolve(file + ".png")));
            }
        }

        Console added = data("add", "zipped", archive.toString(), "--format", "folder");
        Console shown = data("show", "zipped");
        Console json = data("show", "zipped", "--json");

        assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.OK);
        assertThat(shown.out())
                .contains("2 for training, 2 for tests", "2 of 2 test images have the pixels of a training image")
                .containsPattern("(?m)^bee +1 +1$");
        JsonNode details = Json.mapper().readTree(json.out());
        assertThat(details.path("name").asText()).isEqualTo("zipped");
        assertThat(details.path("counts")).hasSize(2);
        assertThat(details.path("added").asText()).contains("T");
        assertThat(data("show", "none").err()).contains("NAME: 'none' is not in the store");
    }

    @Test
    void oneOfTwoVersionsIsRemoved() throws IOException {
        Path images = images();
        data("add", "dd", images.toString(), "--format", "folder");
        Console padded = data("add", "dd", images.toString(), "--format", "folder", "--pad", "32");
        assertThat(padded.code()).as(padded.err()).isEqualTo(ExitCode.OK);
        String version = Pattern.compile("dd@[0-9a-f]+")
                .matcher(padded.out())
                .results()
                .findFirst()
                .orElseThrow()
                .group();

        Console ambiguous = data("remove", "dd");
        Console removed = data("remove", version);
        Console again = data("remove", version);

        assertThat(ambiguous.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ambiguous.err()).contains("NAME: 'dd' has several versions; write one of dd@");
        assertThat(removed.code()).as(removed.err()).isEqualTo(ExitCode.OK);
        assertThat(removed.out()).startsWith("removed " + version);
        assertThat(again.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(again.err()).contains("is not in the store");
        assertThat(data("list").out()).contains("dd@").doesNotContain(version);
    }
}
