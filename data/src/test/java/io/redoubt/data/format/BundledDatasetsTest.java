package io.redoubt.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BundledDatasetsTest {

    @Test
    void fashionMnistMiniIsBalancedAndComplete() throws IOException {
        ImageDataset sample = BundledDatasets.open("fashion-mnist-mini");

        assertThat(sample.classes()).hasSize(10).startsWith("T-shirt/top").endsWith("Ankle boot");
        assertThat(sample.train().size()).isEqualTo(5_000);
        assertThat(sample.test().size()).isEqualTo(1_000);
        assertThat(sample.train().countPerClass(10)).containsOnly(500);
        assertThat(sample.test().countPerClass(10)).containsOnly(100);
        assertThat(sample.test().isMixed()).as("keeps its order").isTrue();
        assertThat(sample.origin().licence()).contains("MIT", "Zalando SE");
    }

    @Test
    void fashionMnistMiniHasAFixedDigest() throws IOException {
        assertThat(DatasetFile.sha256(BundledDatasets.open("fashion-mnist-mini")))
                .isEqualTo("83ccbb36fb1317617968c5038c4f8fe6919a00c7c4c7d2b2eaf5111125d044cd");
    }

    @Test
    void imagesAreGreyAndZeroPaddedByTwo() throws IOException {
        ImageSet images = BundledDatasets.open("fashion-mnist-mini").train();

        assertThat(images.channels()).isEqualTo(1);
        assertThat(images.height()).isEqualTo(32);
        assertThat(images.width()).isEqualTo(32);
        byte[] image = new byte[32 * 32];
        for (int index = 0; index < images.size(); index++) {
            images.copy(index, image, 0);
            for (int i = 0; i < 32; i++) {
                for (int border : new int[] {0, 1, 30, 31}) {
                    assertThat(image[border * 32 + i] | image[i * 32 + border]).isZero();
                }
            }
        }
    }

    @Test
    void licenceIsBundledWithTheFiles() throws IOException {
        try (InputStream licence = ImageDataset.class.getResourceAsStream("fashion-mnist-mini/LICENSE")) {
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("The MIT License", "Copyright (c) 2017 Zalando SE");
        }
    }

    @Test
    void unknownNameIsRejectedWithTheKnownNames() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> BundledDatasets.open("imagenet"))
                .withMessageContaining("'imagenet'")
                .withMessageContaining("fashion-mnist-mini");
    }
}
