package io.redoubt.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.redoubt.data.image.PngFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
    private static final String CAFE = "caf\u00e9";
    private static final String NEKO = "\u732b";

    @TempDir
    private Path folder;

    /** Prints the class names of a folder in ASCII. */
    public static void main(String[] arguments) throws IOException {
        for (String name : DatasetFormats.STANDARD
                .named("folder")
                .read("pets", Path.of(arguments[0]))
                .classes()) {
            name.chars().forEach(c -> System.out.print(Integer.toHexString(c) + " "));
            System.out.println();
        }
    }

    @Test
    void classNamesDoNotDependOnTheLocale() throws IOException, InterruptedException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")));
        for (String name : new String[] {"train/cafe\u0301", "test/" + CAFE, "train/" + NEKO, "test/" + NEKO}) {
            PngFile.uniform(8, 0, 60).write(folder.resolve(name).resolve("1.png"));
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileNamesTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).containsExactly("63 61 66 e9 ", "732b ");
    }

    @Test
    void namesAreComposedAndSystemFilesRecognised() throws IOException {
        assertThat(FileNames.composed(Path.of("plain.png"))).contains("plain.png");
        for (String name : new String[] {".DS_Store", "._a.png", "THUMBS.DB", "Desktop.ini", "__MACOSX"}) {
            assertThat(FileNames.isPassedOver(folder.resolve(name))).as(name).isTrue();
        }
        Path readme = Files.writeString(folder.resolve("README"), "x");
        assertThat(FileNames.isPassedOver(readme)).isTrue();
        Path image = Files.writeString(folder.resolve("notice.png"), "x");
        assertThat(FileNames.isPassedOver(image)).isFalse();
        assertThat(FileNames.isImage(image)).isTrue();
    }
}
