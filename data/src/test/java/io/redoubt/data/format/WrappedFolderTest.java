package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.data.DatasetException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder around the folder of a data set, as archives often have it. */
class WrappedFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "idx, true, MISSING_FILE, train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte",
        "folder, true, MISSING_FILE, train/a/1.png train/b/1.png test/a/1.png test/b/1.png",
        "folder, false, EMPTY_CLASS, train/a/1.png train/b/1.png test/a/1.png test/b/1.png",
        "cifar-10, true, MISSING_FILE, data_batch_1.bin data_batch_2.bin data_batch_3.bin data_batch_4.bin data_batch_5.bin test_batch.bin",
        "cifar-100, true, MISSING_FILE, fine_label_names.txt train.bin test.bin"
    })
    void theFolderWithTheFilesIsNamed(String format, boolean trainRequired, Code code, String names)
            throws IOException {
        Path inner = folder.resolve("download/inner");
        for (String name : names.split(" ")) {
            Files.createDirectories(inner.resolve(name).getParent());
            Files.writeString(inner.resolve(name), "invalid");
        }
        Files.createDirectories(folder.resolve("download/__MACOSX"));

        assertRejected(
                () -> open(format, trainRequired),
                code,
                inner + " has files of the format " + format + ": use " + inner);
    }

    @Test
    void noFolderIsNamedWhenNoneHasTheFiles() throws IOException {
        Files.createDirectories(folder.resolve("download/inner"));

        assertThatThrownBy(() -> open("idx", true)).hasMessageNotContaining("has files of the format");
    }

    private void open(String format, boolean trainRequired) throws IOException {
        DatasetFormats.STANDARD.open(
                format, "set", folder.resolve("download"), new ReadOptions(trainRequired, note -> {}));
    }
}
