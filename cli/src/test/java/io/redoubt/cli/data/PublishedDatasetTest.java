package io.redoubt.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.format.DatasetFormats;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PublishedDatasetTest {

    @Test
    void everyDataSetHasAFormatAnAddressAndDigests() {
        assertThat(PublishedDataset.names()).containsExactly("cifar-10", "cifar-100", "fashion-mnist", "svhn");
        assertThat(PublishedDataset.ALL).allSatisfy(dataset -> {
            assertThat(DatasetFormats.STANDARD.names()).contains(dataset.format());
            assertThat(URI.create(dataset.base()).getHost()).isNotNull();
            assertThat(dataset.files())
                    .allSatisfy(file -> assertThat(file.md5()).matches("[0-9a-f]{32}"));
        });
    }

    @Test
    void oneParagraphSaysWhatToDoWithoutANetwork() {
        assertThat(PublishedDataset.named("cifar-10").byHand())
                .isEqualTo(
                        "Without a network, download https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz on another"
                                + " machine, copy it here, and run `redoubt data add cifar-10 cifar-10-binary.tar.gz --format"
                                + " cifar-10`.");
        assertThat(PublishedDataset.named("svhn").byHand())
                .contains("train_32x32.mat and http://", "`redoubt data add svhn DIR --format svhn`");
    }
}
