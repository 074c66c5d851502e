package io.redoubt.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of every colour space of JPEG; libjpeg, which the Python readers use, gives the same. */
class JpegImageTest {
    private static final int[] GREY = {1};
    private static final int[] NUMBERED = {1, 2, 3};
    private static final int[] LETTERS = {'R', 'G', 'B'};
    private static final int[] FROM_ZERO = {0, 1, 2};
    private static final int[] YCBCR = {100, 90, 160};
    private static final int[] CONVERTED = {145, 90, 33};

    @TempDir
    private Path folder;

    private ImageFile open(byte[] content) throws IOException {
        return ImageFile.open(Files.write(folder.resolve("image.jpg"), content));
    }

    private void assertUniform(byte[] content, int... channels) throws IOException {
        ImageFile file = open(content);
        assertThat(file.channels()).isEqualTo(channels.length);
        assertThat(file.height()).isEqualTo(8);
        assertThat(file.width()).isEqualTo(8);
        byte[] expected = new byte[64 * channels.length];
        for (int i = 0; i < channels.length; i++) {
            Arrays.fill(expected, 64 * i, 64 * i + 64, (byte) channels[i]);
        }
        assertThat(file.pixels()).isEqualTo(expected);
    }

    @Test
    void greyIsOneChannel() throws IOException {
        for (int value : new int[] {0, 60, 128, 255}) {
            assertUniform(JpegBytes.of(GREY, new int[] {value}, JpegBytes.JFIF), value);
            assertUniform(JpegBytes.of(GREY, new int[] {value}), value);
        }
    }

    @Test
    void yCbCrIsConverted() throws IOException {
        assertUniform(JpegBytes.of(NUMBERED, YCBCR, JpegBytes.JFIF), CONVERTED);
        assertUniform(JpegBytes.of(NUMBERED, YCBCR, JpegBytes.adobe(1)), CONVERTED);
        assertUniform(JpegBytes.of(FROM_ZERO, YCBCR, JpegBytes.JFIF), CONVERTED);
        assertUniform(JpegBytes.of(LETTERS, YCBCR, JpegBytes.JFIF), CONVERTED);
    }

    @Test
    void filesWithoutMarkersAreYCbCrUnlessTheirComponentsAreNamed() throws IOException {
        assertUniform(JpegBytes.of(NUMBERED, YCBCR), CONVERTED);
        assertUniform(JpegBytes.of(FROM_ZERO, YCBCR), CONVERTED);
        assertUniform(JpegBytes.of(LETTERS, YCBCR), YCBCR);
    }

    @Test
    void rgbIsKept() throws IOException {
        assertUniform(JpegBytes.of(NUMBERED, YCBCR, JpegBytes.adobe(0)), YCBCR);
        assertUniform(JpegBytes.of(LETTERS, YCBCR, JpegBytes.adobe(0)), YCBCR);
    }

    @Test
    void fourComponentsAreRejectedByName() {
        int[] ids = {1, 2, 3, 4};
        int[] values = {10, 20, 30, 40};

        assertRejected(JpegBytes.of(ids, values), "CMYK", "convert it to RGB");
        assertRejected(JpegBytes.of(ids, values, JpegBytes.adobe(0)), "CMYK");
        assertRejected(JpegBytes.of(ids, values, JpegBytes.adobe(2)), "YCCK");
        assertRejected(JpegBytes.of(new int[] {1, 2}, new int[] {1, 2}), "2 components");
    }

    @Test
    void orientationAndProfilesAreIgnored() throws IOException {
        assertUniform(JpegBytes.of(NUMBERED, YCBCR, JpegBytes.exifRotated()), CONVERTED);
        assertThat(open(JpegBytes.of(NUMBERED, YCBCR, JpegBytes.exifRotated())).upright())
                .isFalse();
        assertThat(open(JpegBytes.of(NUMBERED, YCBCR)).upright()).isTrue();
        assertUniform(JpegBytes.of(GREY, new int[] {60}, JpegBytes.text(0xe2, "ICC_PROFILE\0\1\1no profile")), 60);
        assertUniform(JpegBytes.of(GREY, new int[] {60}, JpegBytes.text(0xfe, "a comment")), 60);
    }

    @Test
    void imagesOfOtherWritersAreUnchanged() throws IOException {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 128; i++) {
            image.setRGB(i % 16, i / 16, 0x010203 * i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        Path path = Files.write(folder.resolve("image.jpg"), bytes.toByteArray());

        ImageFile file = ImageFile.open(path);

        BufferedImage expected = ImageIO.read(path.toFile());
        byte[] pixels = file.pixels();
        assertThat(file.width()).isEqualTo(16);
        for (int i = 0; i < 128; i++) {
            int rgb = (pixels[i] & 0xff) << 16 | (pixels[128 + i] & 0xff) << 8 | pixels[256 + i] & 0xff;
            assertThat(rgb).isEqualTo(expected.getRGB(i % 16, i / 16) & 0xffffff);
        }
    }

    @Test
    void truncatedFilesAreRejected() throws IOException {
        byte[] whole = JpegBytes.of(NUMBERED, YCBCR, JpegBytes.JFIF);
        for (int length = 0; length < whole.length; length++) {
            assertRejected(Arrays.copyOf(whole, length), "");
        }
    }

    /** Each scan costs a pass over the image; a file of a few kilobytes could keep the decoder busy for hours. */
    @Test
    void manyScansAreRejected() {
        byte[] whole = JpegBytes.of(GREY, new int[] {60});
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteBuffer file = ByteBuffer.allocate(whole.length + 100 * scan.length);
        file.put(whole, 0, whole.length - 2);
        for (int i = 0; i < 100; i++) {
            file.put(scan);
        }
        file.put(whole, whole.length - 2, 2);

        assertRejected(file.array(), "has 101 scans; at most 100 are read");
    }

    @Test
    void otherFormatsAreNamed() {
        assertRejected("GIF89a...".getBytes(StandardCharsets.US_ASCII), "GIF", "convert it to PNG");
        assertRejected("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII), "WebP");
        byte[] lossless = JpegBytes.of(GREY, new int[] {60});
        for (int i = 0; i < lossless.length; i++) {
            if (lossless[i] == (byte) 0xff && lossless[i + 1] == (byte) 0xc0) {
                lossless[i + 1] = (byte) 0xc3;
            }
        }
        assertRejected(lossless, "SOF3", "baseline");
    }

    private void assertRejected(byte[] content, String... parts) {
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> open(content).pixels())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
