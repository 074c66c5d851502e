package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.model.GreyImages;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
