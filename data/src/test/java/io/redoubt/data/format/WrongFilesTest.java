package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;

import io.redoubt.data.DatasetException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are often found in place of those of a data set are named as what they are. */
class WrongFilesTest {
    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "idx, WRONG_FORMAT, train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte",
        "idx, WRONG_FORMAT, train-images-idx3-ubyte.gz train-labels-idx1-ubyte.gz t10k-images-idx3-ubyte.gz t10k-labels-idx1-ubyte.gz",
        "folder, BAD_IMAGE, train/a/1.png train/b/1.png test/a/1.png test/b/1.png",
        "cifar-10, TRUNCATED, data_batch_1.bin data_batch_2.bin data_batch_3.bin data_batch_4.bin data_batch_5.bin test_batch.bin",
        "cifar-100, WRONG_SIZE, fine_label_names.txt train.bin test.bin"
    })
    void pointersAndPagesAreNamed(String format, Code code, String names) throws IOException {
        String first = names.split(" ")[0];
        write(names, POINTER);
        assertRejected(() -> read(format), code, first);
        assertRejected(() -> read(format), code, " is a Git LFS pointer");

        write(names, "<!DOCTYPE html>\n<html></html>\n");
        assertRejected(() -> read(format), code, first);
        assertRejected(() -> read(format), code, " is a web page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"idx", "folder", "cifar-10", "cifar-100"})
    void fileInPlaceOfTheDirectoryIsRejected(String format) throws IOException {
        write("train.tar", "");

        assertRejected(
                () -> DatasetFormats.STANDARD.named(format).read("set", folder.resolve("train.tar")),
                Code.MISSING_FILE,
                "train.tar: is not a directory");
    }

    @Test
    void gzipFileWithoutItsEndingIsNamed() throws IOException {
        write(
                "train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte",
                "\37\213\10\0");

        assertRejected(() -> read("idx"), Code.WRONG_FORMAT, "train-images-idx3-ubyte is a gzip file");
    }

    private void write(String names, String content) throws IOException {
        for (String name : names.split(" ")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void read(String format) throws IOException {
        DatasetFormats.STANDARD.named(format).read("set", folder);
    }
}
