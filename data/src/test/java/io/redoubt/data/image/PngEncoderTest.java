package io.redoubt.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngEncoderTest {

    @Test
    void planesBecomePixels() throws IOException {
        byte[] pixels = {
            10,
            20,
            30,
            40,
            50,
            60,
            (byte) 200,
            (byte) 210,
            (byte) 220,
            (byte) 230,
            (byte) 240,
            (byte) 250,
            1,
            2,
            3,
            4,
            5,
            6
        };

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(pixels, 3, 2, 3)));

        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getRaster().getPixel(0, 0, (int[]) null)).containsExactly(10, 200, 1);
        assertThat(image.getRaster().getPixel(1, 1, (int[]) null)).containsExactly(50, 240, 5);
    }

    @Test
    void greyImagesKeepTheirValues() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(new byte[] {0, (byte) 128}, 1, 1, 2)));

        assertThat(image.getRaster().getPixel(1, 0, (int[]) null)).containsExactly(128);
    }

    @Test
    void otherChannelsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PngEncoder.encode(new byte[2], 2, 1, 1))
                .withMessageContaining("2 channels");
    }
}
