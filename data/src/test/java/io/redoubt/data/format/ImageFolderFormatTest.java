package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.image.PngFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderFormatTest {
    private static final Color ORANGE = new Color(250, 130, 10);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        save("train/dog/2.png", BufferedImage.TYPE_INT_RGB, 3, 2, ORANGE);
        save("train/dog/1.png", BufferedImage.TYPE_INT_RGB, 3, 2, Color.BLUE);
        save("train/cat/1.png", BufferedImage.TYPE_INT_ARGB, 3, 2, Color.WHITE);
        save("test/dog/1.png", BufferedImage.TYPE_INT_RGB, 3, 2, Color.BLACK);
        save("test/cat/1.jpeg", BufferedImage.TYPE_INT_RGB, 3, 2, Color.WHITE);
        Files.writeString(folder.resolve("train/dog/.hidden"), "x");
    }

    private ImageDataset read() throws IOException {
        return DatasetFormats.STANDARD.named("folder").read("pets", folder);
    }

    @Test
    void classesAndFilesAreSortedByName() throws IOException {
        ImageDataset dataset = read();

        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.train().labels()).containsExactly(0, 1, 1);
        assertThat(dataset.test().labels()).containsExactly(0, 1);
        assertThat(dataset.train().height()).isEqualTo(2);
        assertThat(dataset.train().width()).isEqualTo(3);
        byte[] image = new byte[18];
        dataset.train().copy(1, image, 0);
        assertThat(image).containsExactly(planes(0, 0, 255));
        dataset.train().copy(2, image, 0);
        assertThat(image).containsExactly(planes(250, 130, 10));
    }

    @Test
    void greyImagesGiveOneChannelWithUnchangedSamples() throws IOException {
        for (String file : new String[] {"train/dog/1.png", "train/dog/2.png", "train/cat/1.png", "test/dog/1.png"}) {
            saveGrey(file, 100);
        }
        Files.delete(folder.resolve("test/cat/1.jpeg"));
        saveGrey("test/cat/1.png", 100);

        ImageDataset dataset = read();

        assertThat(dataset.train().channels()).isEqualTo(1);
        byte[] image = new byte[6];
        dataset.train().copy(0, image, 0);
        assertThat(image).containsOnly(100);
    }

    @Test
    void greyImageIsRepeatedAmongColourImages() throws IOException {
        saveGrey("train/dog/2.png", 100);

        byte[] image = new byte[18];
        read().train().copy(2, image, 0);

        assertThat(image).containsOnly(100);
    }

    @Test
    void conversionsAreReportedWithTheNumberOfImages() throws IOException {
        byte[] rotated = PngFile.chunk(
                "eXIf", 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0);
        PngFile.uniform(16, 2, 257, 514, 65535).with(rotated).write(folder.resolve("train/dog/2.png"));
        PngFile.uniform(16, 0, 257).write(folder.resolve("train/dog/3.png"));
        List<String> notes = new ArrayList<>();

        DatasetFormats.STANDARD.named("folder").open("pets", folder, new ReadOptions(true, notes::add));

        assertThat(notes)
                .contains(
                        "grey images are repeated in three channels: 1 of 6",
                        "images of 16 bits are reduced to 8: 2 of 6",
                        "images are read as stored, without their EXIF orientation: 1 of 6");
    }

    @Test
    void firstImageOfAnotherSizeIsNamed() throws IOException {
        save("train/dog/2.png", BufferedImage.TYPE_INT_RGB, 2, 3, ORANGE);
        save("test/dog/1.png", BufferedImage.TYPE_INT_RGB, 9, 9, ORANGE);

        assertRejected(
                this::read, Code.WRONG_SIZE, Path.of("train", "dog", "2.png").toString(), "is 3x2", "expected 2x3");
    }

    @Test
    void emptyClassIsRejected() throws IOException {
        Files.delete(folder.resolve("test/dog/1.png"));

        assertRejected(this::read, Code.EMPTY_CLASS, Path.of("test", "dog").toString());
    }

    @Test
    void classInOnlyOneSplitIsRejected() throws IOException {
        save("train/fox/1.png", BufferedImage.TYPE_INT_RGB, 3, 2, ORANGE);

        assertRejected(this::read, Code.MISSING_FILE, "[cat, dog, fox]", "[cat, dog]");
    }

    @Test
    void singleClassIsRejected() throws IOException {
        for (String file : new String[] {"train/cat/1.png", "train/cat", "test/cat/1.jpeg", "test/cat"}) {
            Files.delete(folder.resolve(file));
        }

        assertRejected(this::read, Code.EMPTY_CLASS, "at least two");
    }

    @Test
    void missingSplitIsRejected() {
        assertRejected(
                () -> DatasetFormats.STANDARD.named("folder").read("pets", folder.resolve("train")),
                Code.MISSING_FILE,
                "train");
    }

    @Test
    void unexpectedFilesAreRejected() throws IOException {
        Path notes = Files.writeString(folder.resolve("train/dog/notes.txt"), "x");
        assertRejected(this::read, Code.UNEXPECTED_FILE, "notes.txt", ".png");

        Files.move(notes, folder.resolve("train/notes.txt"));
        assertRejected(this::read, Code.UNEXPECTED_FILE, "notes.txt", "class");
    }

    @Test
    void fileThatIsNotAnImageIsRejected() throws IOException {
        Files.writeString(folder.resolve("train/dog/1.png"), "not an image");

        assertRejected(this::read, Code.BAD_IMAGE, "1.png");
    }

    @Test
    void truncatedImageIsRejected() throws IOException {
        Path file = folder.resolve("train/dog/2.png");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertRejected(this::read, Code.BAD_IMAGE, "2.png");
    }

    /** An evaluation of ten images decodes ten. */
    @Test
    void openedFolderDecodesOnlyTheImagesThatAreLoaded() throws IOException {
        damage("test/dog/1.png");
        damage("train/dog/2.png");

        ImageDataset opened = DatasetFormats.STANDARD.named("folder").open("pets", folder, ReadOptions.DEFAULT);

        assertThat(opened.test().labels()).containsExactly(0, 1);
        assertThat(opened.train().loaded().size()).isZero();
        ImageDataset loaded = opened.loadTest(new int[] {0});
        assertThat(loaded.test().loaded().labels()).containsExactly(0);
        assertThat(loaded.test().floats(0)).containsOnly(1);
        assertRejected(() -> opened.loadTest(new int[] {1}), Code.BAD_IMAGE, "test/dog/1.png");
        assertRejected(() -> opened.test().floats(1), Code.BAD_IMAGE, "test/dog/1.png");
        assertRejected(opened::load, Code.BAD_IMAGE, "2 problems", "test/dog/1.png", "train/dog/2.png");
    }

    @Test
    void loadedImagesKeepTheirPlaces() throws IOException {
        ImageDataset opened = DatasetFormats.STANDARD.named("folder").open("pets", folder, ReadOptions.DEFAULT);
        ImageDataset read = opened.load();

        ImageSet some =
                opened.train().load(new int[] {2}).load(new int[] {0, 2}).subset(new int[] {2, 1, 0});

        assertThat(some.pixels())
                .isEqualTo(read.train().subset(new int[] {2, 1, 0}).pixels());
        assertThat(some.loaded().labels()).containsExactly(1, 0);
    }

    private void damage(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
    }

    @Test
    void transparentImageIsRejected() throws IOException {
        save("train/dog/2.png", BufferedImage.TYPE_INT_ARGB, 3, 2, new Color(1, 2, 3, 128));

        assertRejected(this::read, Code.BAD_IMAGE, "2.png", "row 0, column 0", "transparent");
    }

    private void save(String name, int type, int width, int height, Color color) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, color.getRGB());
        }
        save(name, image);
    }

    private void saveGrey(String name, int sample) throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        int[] samples = new int[6];
        Arrays.fill(samples, sample);
        image.getRaster().setSamples(0, 0, 3, 2, 0, samples);
        save(name, image);
    }

    private void save(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, name.endsWith(".png") ? "png" : "jpeg", file.toFile()))
                .isTrue();
    }

    private static byte[] planes(int red, int green, int blue) {
        byte[] pixels = new byte[18];
        Arrays.fill(pixels, 0, 6, (byte) red);
        Arrays.fill(pixels, 6, 12, (byte) green);
        Arrays.fill(pixels, 12, 18, (byte) blue);
        return pixels;
    }
}
