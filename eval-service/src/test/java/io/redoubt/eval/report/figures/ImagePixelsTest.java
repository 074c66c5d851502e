package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImagePixelsTest {

    private static final float RADIUS = 8 / 255f;

    @Test
    void threeChannelsAreRedGreenAndBlue() throws IOException {
        BufferedImage png = decode(new ImagePixels(3, 1, 2, new float[] {1, 0, 0, 0.2f, 0, 2}));

        assertThat(png.getRGB(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(png.getRGB(1, 0)).as("values above 1 are cut off").isEqualTo(0xFF0033FF);
    }

    @Test
    void oneChannelIsGrey() throws IOException {
        BufferedImage png = decode(new ImagePixels(1, 2, 1, new float[] {0.2f, -1}));

        assertThat(png.getRGB(0, 0)).isEqualTo(0xFF333333);
        assertThat(png.getRGB(0, 1)).isEqualTo(0xFF000000);
    }

    @Test
    void perturbationIsGreyWhereNothingChanges() {
        ImagePixels clean = new ImagePixels(1, 1, 3, new float[] {0.5f, 0.5f, 0.5f});
        ImagePixels adversarial = new ImagePixels(1, 1, 3, new float[] {0.5f - RADIUS, 0.5f, 0.5f + RADIUS});

        ImagePixels shown = adversarial.perturbation(clean, RADIUS);

        assertThat(shown.values()).containsExactly(new float[] {0, 0.5f, 1}, offset(1e-5f));
    }

    @Test
    void rejectsValuesThatDoNotFitTheShape() {
        assertThatThrownBy(() -> new ImagePixels(1, 2, 2, new float[3])).hasMessageContaining("1x2x2");
    }

    private static BufferedImage decode(ImagePixels pixels) throws IOException {
        String uri = pixels.toDataUri();
        byte[] png = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
