package io.redoubt.core.data.format;

import static io.redoubt.core.data.format.DatasetErrors.assertRejected;

import io.redoubt.core.data.DatasetException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are often found in place of those of a data set are named as what they are. */
class WrongFilesTest {
    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "idx, train-images-idx3-ubyte, WRONG_FORMAT",
        "idx, train-images-idx3-ubyte.gz, WRONG_FORMAT",
        "folder, train/a/1.png, BAD_IMAGE",
        "cifar-10, data_batch_1.bin, TRUNCATED",
        "cifar-100, fine_label_names.txt, WRONG_SIZE"
    })
    void aPointerOrAPageIsNamed(String format, String name, Code code) throws IOException {
        for (String other : new String[] {"train-labels-idx1-ubyte", "train/b/1.png", "test/a/1.png", "test/b/1.png"}) {
            write(other, POINTER);
        }
        Path file = write(name, POINTER);
        assertRejected(() -> read(format), code, code + ": " + file + " is a Git LFS pointer");

        write(name, "<!DOCTYPE html>\n<html></html>\n");
        assertRejected(() -> read(format), code, code + ": " + file + " is a web page");
    }

    @Test
    void aGzipFileWithoutItsEndingIsNamed() throws IOException {
        Path file = write("train-images-idx3-ubyte", "\37\213\10\0");
        write("train-labels-idx1-ubyte", "");

        assertRejected(() -> read("idx"), Code.WRONG_FORMAT, file + " is a gzip file");
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void read(String format) throws IOException {
        DatasetFormats.STANDARD.named(format).read("set", folder);
    }
}
