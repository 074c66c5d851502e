package io.redoubt.core.model.file;

import static io.redoubt.core.model.file.StateDicts.NETWORK;
import static io.redoubt.core.model.file.StateDicts.imported;
import static io.redoubt.core.model.file.StateDicts.prefixed;
import static io.redoubt.core.model.file.StateDicts.tensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PublishedNetwork;
import io.redoubt.core.model.file.StateDictImport.Known;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The normalisation of a network that is imported from a state dict. */
class StateDictNormalisationTest {

    @ParameterizedTest
    @CsvSource({"resnet-18-normalised, normalize.mean, normalize.std", "preact-resnet-18-bn-constants, mu, sigma"})
    void storedConstantsBecomeTheNormalisation(String state, String mean, String std) {
        StateDictImport found = imported(PublishedNetwork.file(state).tensors().values());

        assertThat(found.network().normalisation()).isEqualTo(Normalisation.CIFAR10);
        assertThat(found.constants()).containsExactly(mean, std);
    }

    @Test
    void publishedNormalisationIsAssumedIfTheFileHasNone() {
        assertThat(imported(PublishedNetwork.file("resnet-18").tensors().values())
                        .network()
                        .normalisation())
                .isEqualTo(Normalisation.none(3));
        assertThat(imported(PublishedNetwork.file("dm-wide-resnet-10-1")
                                .tensors()
                                .values())
                        .network()
                        .normalisation())
                .isEqualTo(Normalisation.CIFAR10);
        assertThat(imported(tensors(new PreActResNet(10, 2, 3, Normalisation.IMAGENET)))
                        .network()
                        .normalisation())
                .isEqualTo(Normalisation.IMAGENET);
    }

    @Test
    void givenNormalisationMustMatchTheFile() {
        Known imageNet = new Known(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(Normalisation.IMAGENET),
                Optional.empty());

        assertThat(StateDictImport.of(
                                Networks.STANDARD,
                                PublishedNetwork.file("resnet-18").tensors().values(),
                                imageNet)
                        .network()
                        .normalisation())
                .isEqualTo(Normalisation.IMAGENET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateDictImport.of(
                        Networks.STANDARD,
                        PublishedNetwork.file("resnet-18-normalised").tensors().values(),
                        imageNet))
                .withMessageContaining("[normalize.mean, normalize.std]");
    }

    @ParameterizedTest
    @CsvSource({
        "mean, std",
        "0.mean, 0.std",
        "normalize.mean, normalize.std",
        "mu, sigma",
        "mu, std",
        "mean, sigma",
        "normalizer.new_mean, normalizer.new_std",
        "pixel_mean, pixel_std",
        "mean_tensor, std_tensor",
        "means, sds",
        "_mean, _std",
        "norm.mean, norm.stddev",
        "MEAN, STD",
        "normalize.Mean, normalize.Std"
    })
    void constantsOfAnyUsualNameAndShapeAreTaken(String mean, String std) {
        for (long[] shape : List.of(new long[] {3}, new long[] {3, 1, 1}, new long[] {1, 3, 1, 1})) {
            List<Tensor> tensors = prefixed("1.", 1);
            tensors.add(Tensor.of(mean, shape, new float[] {0.4914f, 0.4822f, 0.4465f}));
            tensors.add(Tensor.of(std, shape, new float[] {0.2471f, 0.2435f, 0.2616f}));

            StateDictImport found = imported(tensors);

            assertThat(found.network().normalisation()).isEqualTo(Normalisation.CIFAR10);
            assertThat(found.constants()).containsExactly(mean, std);
            assertThat(found.ignored()).isEmpty();
        }
    }

    @Test
    void readsOneConstantForAllChannelsAndDoublePrecision() {
        List<Tensor> tensors = prefixed("model.", 1);
        tensors.add(doubles("mean", 0.5));
        tensors.add(doubles("std", 0.25));

        assertThat(imported(tensors).network().normalisation())
                .isEqualTo(new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)));
    }

    @Test
    void constantsOfOtherChannelsAreRefusedByTheirNumber() {
        List<Tensor> tensors = tensors(NETWORK);
        tensors.add(Tensor.of("mean", new long[] {2}, new float[] {0.5f, 0.4f}));
        tensors.add(Tensor.of("std", new long[] {2}, new float[] {0.25f, 0.25f}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(tensors))
                .withMessageContaining("mean [0.5, 0.4] and std [0.25, 0.25] in the tensors [mean, std], has 2 values")
                .withMessageContaining("takes images of 3 channels");
    }

    @Test
    void constantsThatCannotBeThoseOfPixelsAreRefused() {
        List<Tensor> bytes = tensors(NETWORK);
        bytes.add(Tensor.of("mean", new long[] {3}, new float[] {125.3f, 123, 113.9f}));
        bytes.add(Tensor.of("std", new long[] {3}, new float[] {63, 62.1f, 66.7f}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(bytes))
                .withMessageContaining("tensors 'mean' and 'std': ")
                .withMessageContaining("divide constants for pixels of 0 to 255 by 255");

        List<Tensor> half = tensors(NETWORK);
        half.add(Tensor.of("mean", new long[] {3}, new float[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> imported(half))
                .withMessageContaining("[mean] are left over")
                .withMessageContaining("'mean' looks like a constant of a normalisation")
                .withMessageContaining("without it and give --mean and --std");
    }

    private static Tensor doubles(String name, double value) {
        return new Tensor(
                name,
                DType.F64,
                new long[] {1, 1, 1, 1},
                ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, value));
    }
}
