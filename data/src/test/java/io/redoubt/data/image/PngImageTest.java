package io.redoubt.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of every colour type and bit depth; other readers of PNG files agree with them. */
class PngImageTest {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGBA = 6;
    private static final byte[] COLOURS = PngFile.chunk("PLTE", 1, 2, 3, 250, 60, 133, 60, 60, 60);

    @TempDir
    private Path folder;

    private byte[] pixels(PngFile png) throws IOException {
        return ImageFile.open(png.write(folder.resolve("image.png"))).pixels();
    }

    private void assertUniform(PngFile png, int... channels) throws IOException {
        ImageFile file = ImageFile.open(png.write(folder.resolve("image.png")));
        assertThat(file.channels()).isEqualTo(channels.length);
        assertThat(file.height()).isEqualTo(PngFile.HEIGHT);
        assertThat(file.width()).isEqualTo(PngFile.WIDTH);
        byte[] expected = new byte[6 * channels.length];
        for (int i = 0; i < channels.length; i++) {
            Arrays.fill(expected, 6 * i, 6 * i + 6, (byte) channels[i]);
        }
        assertThat(file.pixels()).isEqualTo(expected);
    }

    @Test
    void greyIsOneChannelOfEveryDepth() throws IOException {
        assertUniform(PngFile.uniform(1, GREY, 1), 255);
        assertUniform(PngFile.uniform(2, GREY, 2), 170);
        assertUniform(PngFile.uniform(4, GREY, 7), 119);
        assertUniform(PngFile.uniform(8, GREY, 60), 60);
        assertUniform(PngFile.uniform(16, GREY, 0x3c3c), 60);
    }

    @Test
    void sixteenBitsAreDividedBy257AndRounded() throws IOException {
        assertUniform(PngFile.uniform(16, GREY, 257 * 60 + 128), 60);
        assertUniform(PngFile.uniform(16, GREY, 257 * 60 + 129), 61);
        assertUniform(PngFile.uniform(16, GREY, 0xffff), 255);
        assertUniform(PngFile.uniform(16, RGB, 0x3c3c, 257 * 60 + 129, 128), 60, 61, 0);
    }

    @Test
    void colourAndPaletteAreThreeChannels() throws IOException {
        assertUniform(PngFile.uniform(8, RGB, 60, 133, 7), 60, 133, 7);
        for (int depth : new int[] {2, 4, 8}) {
            assertUniform(PngFile.uniform(depth, PALETTE, 1).with(COLOURS), 250, 60, 133);
            assertUniform(PngFile.uniform(depth, PALETTE, 2).with(COLOURS), 60, 60, 60);
        }
        byte[] two = PngFile.chunk("PLTE", 1, 2, 3, 250, 60, 133);
        assertUniform(PngFile.uniform(1, PALETTE, 1).with(two), 250, 60, 133);
    }

    @Test
    void opaqueAlphaIsDropped() throws IOException {
        assertUniform(PngFile.uniform(8, GREY_ALPHA, 60, 255), 60);
        assertUniform(PngFile.uniform(16, GREY_ALPHA, 0x3c3c, 0xffff), 60);
        assertUniform(PngFile.uniform(8, RGBA, 60, 133, 7, 255), 60, 133, 7);
        assertUniform(PngFile.uniform(16, RGBA, 0x3c3c, 0x8585, 0x0707, 0xffff), 60, 133, 7);
    }

    @Test
    void transparencyThatNoPixelUsesIsDropped() throws IOException {
        assertUniform(PngFile.uniform(1, GREY, 1).with(PngFile.chunk("tRNS", 0, 0)), 255);
        assertUniform(PngFile.uniform(4, GREY, 7).with(PngFile.chunk("tRNS", 0, 0)), 119);
        assertUniform(PngFile.uniform(8, GREY, 60).with(PngFile.chunk("tRNS", 0, 0)), 60);
        assertUniform(PngFile.uniform(16, GREY, 0x3c3c).with(PngFile.chunk("tRNS", 0x3c, 0x3d)), 60);
        assertUniform(PngFile.uniform(8, RGB, 60, 133, 7).with(PngFile.chunk("tRNS", 0, 60, 0, 133, 0, 8)), 60, 133, 7);
        assertUniform(
                PngFile.uniform(16, RGB, 0x3c3c, 0x8585, 0).with(PngFile.chunk("tRNS", 0, 0, 0, 0, 0, 0)), 60, 133, 0);
        assertUniform(PngFile.uniform(8, PALETTE, 1).with(COLOURS, PngFile.chunk("tRNS", 0, 255)), 250, 60, 133);
    }

    @Test
    void transparentPixelsAreRejected() throws IOException {
        for (PngFile png : new PngFile[] {
            PngFile.uniform(8, GREY_ALPHA, 60, 254),
            PngFile.uniform(16, GREY_ALPHA, 0x3c3c, 0xfffe),
            PngFile.uniform(8, RGBA, 60, 133, 7, 0),
            PngFile.uniform(16, RGBA, 60, 133, 7, 0xff00),
            PngFile.uniform(1, GREY, 0).with(PngFile.chunk("tRNS", 0, 0)),
            PngFile.uniform(8, GREY, 60).with(PngFile.chunk("tRNS", 0, 60)),
            PngFile.uniform(16, GREY, 0x3c3d).with(PngFile.chunk("tRNS", 0x3c, 0x3d)),
            PngFile.uniform(8, RGB, 60, 133, 7).with(PngFile.chunk("tRNS", 0, 60, 0, 133, 0, 7)),
            PngFile.uniform(4, PALETTE, 1).with(COLOURS, PngFile.chunk("tRNS", 255, 254)),
        }) {
            assertRejected(png.bytes(), "row 0, column 0", "transparent");
        }
    }

    @Test
    void samplesAreInRowOrder() throws IOException {
        int[][] samples = {{10}, {20}, {30}, {40}, {50}, {60}};

        for (boolean interlaced : new boolean[] {false, true}) {
            assertThat(pixels(new PngFile(8, GREY, interlaced, samples))).containsExactly(10, 20, 30, 40, 50, 60);
        }
        int[][] bits = {{1}, {0}, {1}, {0}, {0}, {1}};
        assertThat(pixels(new PngFile(1, GREY, true, bits))).containsExactly(-1, 0, -1, 0, 0, -1);
    }

    @Test
    void gammaAndColourProfilesAreIgnored() throws IOException {
        byte[] gamma = PngFile.chunk("gAMA", 0, 0, 0x27, 0x10);

        assertUniform(PngFile.uniform(8, GREY, 60).with(gamma), 60);
        assertUniform(PngFile.uniform(8, RGB, 60, 133, 7).with(gamma), 60, 133, 7);
    }

    @Test
    void corruptFilesAreRejected() throws IOException {
        byte[] whole = PngFile.uniform(8, RGB, 60, 133, 7).bytes();
        for (int length = 0; length < whole.length; length++) {
            assertRejected(Arrays.copyOf(whole, length), "");
        }
        whole[45] ^= 1;
        assertRejected(whole, "checksum");
        assertRejected(PngFile.uniform(8, PALETTE, 3).with(COLOURS).bytes(), "colour 3", "palette of 3");
        assertRejected(PngFile.uniform(8, PALETTE, 1).bytes(), "");
    }

    @Test
    void animationsAreRejected() throws IOException {
        PngFile still = PngFile.uniform(8, 0, 60);

        assertUniform(still.with(PngFile.chunk("acTL", 0, 0, 0, 1, 0, 0, 0, 0)), 60);
        assertRejected(still.with(PngFile.chunk("acTL", 0, 0, 0, 2, 0, 0, 0, 0)).bytes(), "is an animated PNG");
    }

    @Test
    void colourModelsThatPngDoesNotHaveAreRejected() throws IOException {
        assertRejected(PngFile.uniform(4, RGB, 1, 2, 3).bytes(), "2x3", "bit depth 4", "colour type 2");
        assertRejected(PngFile.uniform(8, 5, 1).bytes(), "colour type 5");
    }

    private void assertRejected(byte[] content, String... parts) throws IOException {
        Path file = Files.write(folder.resolve("bad.png"), content);
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> ImageFile.open(file).pixels())
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
