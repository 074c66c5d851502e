package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that SciPy has written, one compressed and one not, one with uint8 labels and one with doubles. */
class SvhnFormatTest {
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int HEADER = 128;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        SvhnFiles.copy(folder);
    }

    private ImageDataset read() throws IOException {
        return DatasetFormats.STANDARD.named("svhn").read("svhn", folder);
    }

    @Test
    void imagesAreReadInRowsAndPlanes() throws IOException {
        ImageDataset dataset = read();

        requireFormula(dataset.train(), 20);
        requireFormula(dataset.test(), 10);
    }

    private static void requireFormula(ImageSet images, int count) {
        assertThat(images.size()).isEqualTo(count);
        assertThat(List.of(images.channels(), images.height(), images.width())).containsExactly(3, HEIGHT, WIDTH);
        byte[] image = new byte[images.imageBytes()];
        for (int n = 0; n < count; n++) {
            images.copy(n, image, 0);
            for (int i = 0; i < image.length; i++) {
                int c = i / (HEIGHT * WIDTH);
                int h = i / WIDTH % HEIGHT;
                int w = i % WIDTH;
                assertThat(image[i] & 0xff).isEqualTo((n * 7 + c * 50 + h * 11 + w) % 256);
            }
        }
    }

    @Test
    void labelTenIsTheDigitZero() throws IOException {
        ImageDataset dataset = read();

        assertThat(dataset.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(dataset.test().labels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
        assertThat(dataset.train().label(19)).isZero();
    }

    @Test
    void trainingImagesAreOptionalForEvaluation() throws IOException {
        Files.delete(folder.resolve(SvhnFiles.TRAIN));
        List<String> notes = new ArrayList<>();

        ImageDataset dataset =
                DatasetFormats.STANDARD.named("svhn").read("svhn", folder, new ReadOptions(false, notes::add));

        assertThat(dataset.train().size()).isZero();
        assertThat(notes).singleElement().asString().contains("no training images");
        assertRejected(this::read, Code.MISSING_FILE, SvhnFiles.TRAIN, "is missing");
    }

    @Test
    void otherLabelsAreRejected() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(SvhnFiles.TEST));
        bytes[bytes.length - 1] = 0x40; // the exponent of the last label
        bytes[bytes.length - 2] = 0x26; // 11.0
        Files.write(folder.resolve(SvhnFiles.TEST), bytes);

        assertRejected(this::read, Code.BAD_LABEL, SvhnFiles.TEST, "image 9 has label 11.0", "1 to 10");
    }

    @Test
    void truncatedFilesAreRejected() throws IOException {
        for (String name : new String[] {SvhnFiles.TRAIN, SvhnFiles.TEST}) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.write(folder.resolve(name), Arrays.copyOf(bytes, bytes.length - 20));
        }

        assertRejected(
                this::read, Code.TRUNCATED, "2 problems", SvhnFiles.TRAIN, SvhnFiles.TEST, "copy the file again");
    }

    @Test
    void filesOfOtherVersionsAreNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(SvhnFiles.TEST));
        bytes[HEADER - 3] = 2;
        Files.write(folder.resolve(SvhnFiles.TEST), bytes);
        assertRejected(this::read, Code.WRONG_FORMAT, SvhnFiles.TEST, "MATLAB 7.3", "-v7");

        Files.writeString(folder.resolve(SvhnFiles.TEST), "not a file of MATLAB", StandardCharsets.US_ASCII);
        assertRejected(this::read, Code.WRONG_FORMAT, SvhnFiles.TEST, "MATLAB 5");
    }

    @Test
    void missingVariableIsNamed() throws IOException {
        Files.write(
                folder.resolve(SvhnFiles.TEST),
                Arrays.copyOf(Files.readAllBytes(folder.resolve(SvhnFiles.TEST)), HEADER));

        assertRejected(this::read, Code.WRONG_FORMAT, SvhnFiles.TEST, "no variable X");
    }
}
