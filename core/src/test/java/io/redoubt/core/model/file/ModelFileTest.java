package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.pretext.JigsawTask;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final PreActResNet NETWORK = new PreActResNet(10, 1, 31, Normalisation.IMAGENET);

    @TempDir
    private Path folder;

    @Test
    void jigsawPermutationsAreStoredWithTheModel() throws IOException {
        JigsawTask jigsaw = new JigsawTask(3);
        ModelDescription description = ModelDescription.of(NETWORK, List.of(), jigsaw.name(), "f".repeat(64))
                .withPretext(jigsaw.settings());
        ModelFile model = new ModelFile(description, Weights.initial(NETWORK.tensors(), 1));

        model.write(folder.resolve("model.safetensors"));

        ModelFile read = ModelFile.read(folder.resolve("model.safetensors"));
        assertThat(read).isEqualTo(model);
        assertThat(read.description().pretext()).isEqualTo(jigsaw.settings());
        read.write(folder.resolve("again.safetensors"));
        assertThat(folder.resolve("again.safetensors"))
                .hasBinaryContent(Files.readAllBytes(folder.resolve("model.safetensors")));
    }

    @Test
    void weightsThatAreNotFiniteAreNeitherWrittenNorRead() throws IOException {
        ModelDescription description = ModelDescription.of(NETWORK, List.of(), "rotation", "f".repeat(64));
        Path file = folder.resolve("model.safetensors");
        new ModelFile(description, Weights.initial(NETWORK.tensors(), 1)).write(file);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, Float.NaN);
        Files.write(file, bytes);
        Weights broken = Weights.of(Safetensors.read(file).tensors().values());

        for (ThrowingCallable attempt :
                List.<ThrowingCallable>of(() -> new ModelFile(description, broken), () -> ModelFile.read(file))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(attempt)
                    .withMessage(
                            "tensors " + broken.nonFinite() + " hold values that are NaN or infinite; use weights from"
                                    + " before the training diverged");
        }
        assertThat(broken.nonFinite()).hasSize(1);
    }

    @Test
    void modelWithoutSettingsOmitsTheField() {
        ModelDescription description = ModelDescription.of(NETWORK, List.of(), "rotation", "f".repeat(64));

        byte[] json = Json.canonical(description);

        assertThat(Json.write(description)).doesNotContain("pretext");
        assertThat(Json.read(json, ModelDescription.class)).isEqualTo(description);
    }

    @Test
    void modelFileRecordsTheTrainingImages() throws IOException {
        ModelDescription description = ModelDescription.of(NETWORK, List.of(), "rotation", "f".repeat(64));
        ModelDescription trained = description.withImages(new ImageShape(3, 32, 48));

        assertThat(Json.write(description)).doesNotContain("images");
        assertThat(Json.write(trained)).contains("\"images\":{\"channels\":3,\"height\":32,\"width\":48}");
        assertThat(Json.read(Json.canonical(trained), ModelDescription.class)).isEqualTo(trained);
    }

    @Test
    void descriptionsWithoutDistinctNamesAndConstantsOfPixelsAreRefused() {
        assertThatThrownBy(() -> ModelDescription.of(NETWORK, List.of("a", "b", "a"), "classification", "imported"))
                .hasMessage("classes: contains 'a' twice; every class needs a name of its own");
        Normalisation bytes = new Normalisation(List.of(125.0), List.of(63.0));
        PreActResNet network = new PreActResNet(10, 1, 2, bytes);
        assertThatThrownBy(() -> ModelDescription.of(network, List.of("a", "b"), "classification", "imported"))
                .hasMessageContaining("normalisation: mean is [125.0]")
                .hasMessageContaining("by 255");
    }
}
