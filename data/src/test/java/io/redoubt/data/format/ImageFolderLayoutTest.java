package io.redoubt.data.format;

import static io.redoubt.data.format.DatasetErrors.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.image.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as publishers and operating systems leave them. */
class ImageFolderLayoutTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private ImageDataset read() throws IOException {
        return read(folder, true);
    }

    private ImageDataset read(Path from, boolean trainRequired) throws IOException {
        return DatasetFormats.STANDARD.named("folder").read("pets", from, new ReadOptions(trainRequired, notes::add));
    }

    private void png(String name, int grey) throws IOException {
        PngFile.uniform(8, 0, grey).write(folder.resolve(name));
    }

    private void twoClasses(String split, int grey) throws IOException {
        png(split + "/a/1.png", grey);
        png(split + "/b/1.png", grey + 1);
    }

    private static byte[] firstPixels(ImageDataset dataset) {
        byte[] pixels = new byte[dataset.test().size()];
        byte[] image = new byte[dataset.test().imageBytes()];
        for (int i = 0; i < pixels.length; i++) {
            dataset.test().copy(i, image, 0);
            pixels[i] = image[0];
        }
        return pixels;
    }

    @Test
    void otherNamesOfTheTestFolderAreRead() throws IOException {
        twoClasses("train", 1);
        for (String name : new String[] {"val", "valid", "validation", "Test", "VAL"}) {
            notes.clear();
            twoClasses(name, 10);

            ImageDataset dataset = read();

            assertThat(firstPixels(dataset)).containsExactly(10, 11);
            assertThat(notes.toString()).contains(name.equals("Test") ? "[]" : name + " is read as the test images");
            for (String file : new String[] {"/a/1.png", "/a", "/b/1.png", "/b", ""}) {
                Files.delete(folder.resolve(name + file));
            }
        }
    }

    @Test
    void testFolderIsPreferredAndTheOthersAreReported() throws IOException {
        twoClasses("Train", 1);
        twoClasses("val", 10);
        twoClasses("test", 20);

        assertThat(firstPixels(read())).containsExactly(20, 21);
        assertThat(notes).singleElement().asString().contains("passed over 1 ", "val");
    }

    @Test
    void foldersThatDifferOnlyInCaseAreRejected() throws IOException {
        twoClasses("train", 1);
        twoClasses("Train", 1);
        twoClasses("test", 1);

        assertRejected(this::read, Code.UNEXPECTED_FILE, "train", "the same name as Train");
    }

    @Test
    void systemFilesArePassedOverWithACount() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        for (String name : new String[] {
            "train/.DS_Store",
            "train/a/Thumbs.db",
            "train/a/._1.png",
            "test/b/desktop.ini",
            "train/LICENSE",
            "train/README.md",
            "test/a/licence.txt",
            "train/__MACOSX/a/._1.png",
            "labels.csv"
        }) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }

        ImageDataset dataset = read();

        assertThat(dataset.train().size()).isEqualTo(2);
        assertThat(dataset.classes()).containsExactly("a", "b");
        assertThat(notes).singleElement().asString().contains("passed over 9 ", "Thumbs.db", "labels.csv");
    }

    @Test
    void imagesBelowClassFoldersAreRead() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        png("train/a/images/0.JPEG", 3);
        png("train/a/images/more/2.PNG", 4);

        ImageDataset dataset = read();

        assertThat(dataset.train().labels()).containsExactly(0, 0, 0, 1);
        assertThat(notes).containsExactly("images in 2 folders below class folders are read");
    }

    @Test
    void tinyImageNetIsReadAsDownloaded() throws IOException {
        for (String name : new String[] {"n02", "n01"}) {
            png("train/" + name + "/images/" + name + "_0.JPEG", 1);
            Files.writeString(folder.resolve("train/" + name + "/" + name + "_boxes.txt"), "x");
        }
        png("test/images/test_0.JPEG", 5);
        png("val/images/val_0.JPEG", 10);
        png("val/images/val_1.JPEG", 20);
        Files.writeString(folder.resolve("wnids.txt"), "n01\nn02\n");
        Path annotations = folder.resolve("val/val_annotations.txt");
        Files.writeString(annotations, "val_0.JPEG\tn02\t0\t32\t44\t62\nval_1.JPEG\tn01\t0\t32\t44\t62\n");

        ImageDataset dataset = read();

        assertThat(dataset.classes()).containsExactly("n01", "n02");
        assertThat(dataset.test().labels()).containsExactly(0, 1);
        assertThat(firstPixels(dataset)).containsExactly(20, 10);
        assertThat(notes.toString()).contains("val is read", "passed over 4 ", "wnids.txt", "test");

        Files.writeString(annotations, "val_0.JPEG\tn02\nval_7.JPEG\tn01\n");
        assertRejected(this::read, Code.BAD_LABEL, "val_1.JPEG", "no label", "val_7.JPEG");

        Files.delete(annotations);
        assertRejected(
                this::read, Code.MISSING_FILE, "2 problems", "test, val: has no labels", "val_annotations.txt", "n01");
    }

    @Test
    void allProblemsAreReportedInOneRun() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        Files.writeString(folder.resolve("train/a/1.ppm"), "P6");
        Files.writeString(folder.resolve("train/a/2.gif"), "GIF89a");
        Files.writeString(folder.resolve("train/notes.txt"), "x");
        Files.writeString(folder.resolve("train/b/2.png"), "no image");
        Files.createDirectories(folder.resolve("test/c"));
        byte[] transparent = PngFile.uniform(8, 4, 60, 0).bytes();
        Files.write(folder.resolve("test/a/2.png"), transparent);
        byte[] large = PngFile.uniform(8, 0, 60).bytes();
        large[18] = 0x0f;
        large[22] = 0x0b;
        Files.write(folder.resolve("test/a/3.png"), large);

        assertRejected(
                this::read,
                Code.UNEXPECTED_FILE,
                "8 problems",
                "train/a/1.ppm, train/a/2.gif: is unexpected",
                "train/notes.txt",
                "test/c: has no images",
                "train/b/2.png: is not a PNG or JPEG image",
                "test/a/2.png: the pixel at row 0, column 0 is transparent",
                "test/a/3.png: is 2818x3843; at most 1024x1024",
                "[a, b] and test [a, b, c]");
    }

    @Test
    void longListOfProblemsIsBounded() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        for (int i = 100; i < 400; i++) {
            Files.writeString(folder.resolve("train/a/" + i + ".ppm"), "P6");
        }

        assertRejected(this::read, Code.UNEXPECTED_FILE, "300 problems", "train/a/119.ppm and 280 more: is unexpected");
    }

    @Test
    void testImagesAloneAreReadForEvaluation() throws IOException {
        twoClasses("val", 10);

        ImageDataset dataset = read(folder, false);

        assertThat(dataset.train().size()).isZero();
        assertThat(firstPixels(dataset)).containsExactly(10, 11);
        assertThat(notes).singleElement().asString().contains("no training images", "val");
        assertRejected(this::read, Code.MISSING_FILE, "train", "is missing");

        notes.clear();
        assertThat(firstPixels(read(folder.resolve("val"), false))).containsExactly(10, 11);
        assertThat(notes).singleElement().asString().contains("no training images");
    }

    @Test
    void composedAndDecomposedNamesAreOneClass() throws IOException {
        png("train/cafe\u0301/1.png", 1);
        png("train/tee/1.png", 1);
        png("test/caf\u00e9/1.png", 10);
        png("test/tee/1.png", 20);

        assertThat(read().classes()).containsExactly("caf\u00e9", "tee");

        png("train/caf\u00e9/1.png", 1);
        assertRejected(this::read, Code.UNEXPECTED_FILE, "another class", "NFC");
    }

    @Test
    void mixedGreyAndColourIsReported() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        PngFile.uniform(8, 2, 1, 2, 3).write(folder.resolve("train/a/2.png"));

        assertThat(read().train().channels()).isEqualTo(3);
        assertThat(notes).containsExactly("grey images are repeated in three channels: 4 of 5");
    }

    @Test
    void imagesThatDifferFromTheUsualSizeAreNamed() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        byte[] other = PngFile.uniform(8, 0, 60).bytes();
        other[19] = 2;
        Files.write(folder.resolve("train/a/0.png"), other);

        assertRejected(this::read, Code.WRONG_SIZE, "0.png", "is 2x2; expected 2x3");
    }

    @Test
    void linkedFoldersAndFilesAreRead(@TempDir Path elsewhere) throws IOException {
        twoClasses("train", 1);
        png("test/b/1.png", 11);
        Path linked = Files.createDirectory(elsewhere.resolve("a"));
        PngFile.uniform(8, 0, 10).write(elsewhere.resolve("image"));
        Files.createSymbolicLink(linked.resolve("1.png"), elsewhere.resolve("image"));
        Files.createSymbolicLink(folder.resolve("test/a"), linked);

        assertThat(firstPixels(read())).containsExactly(10, 11);
    }

    @Test
    void linksThatReadAFolderTwiceAreRejected() throws IOException {
        twoClasses("train", 1);
        twoClasses("test", 10);
        Files.createSymbolicLink(folder.resolve("train/a/up"), folder.resolve("train"));
        Files.createSymbolicLink(folder.resolve("train/a/self"), folder.resolve("train/a"));
        Files.createSymbolicLink(folder.resolve("test/c"), folder.resolve("test/a"));
        Files.createSymbolicLink(folder.resolve("test/b/gone"), folder.resolve("nowhere"));

        assertRejected(
                this::read,
                Code.UNEXPECTED_FILE,
                "train/a/up: is the same folder as train",
                "train/a/self: is the same folder as train/a",
                "test/c: is the same folder as test/a",
                "test/b/gone: is a symbolic link to a missing file");
    }
}
