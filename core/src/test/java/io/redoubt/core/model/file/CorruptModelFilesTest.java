package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.core.data.DatasetException;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupt models and data sets. */
class CorruptModelFilesTest {

    private static final int FILES = 1500;
    private static final String DESCRIPTION =
            "{'schema':1,'architecture':'preact-resnet-v2-cifar','depth':10,'width':8,'classes':['a','b'],"
                    + "'normalisation':{'mean':[0.5],'std':[0.5]},'task':'classification','job':'imported'}";

    @TempDir
    private Path folder;

    private Path model(String description) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(
                    out,
                    List.of(Tensor.of("t", new long[] {2}, new float[2])),
                    Map.of("redoubt.model", description.replace('\'', '"')));
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'depth':10|'depth':2000000002",
                "'width':8|'width':2000000000",
                "'width':8|'width':-1",
                "'depth':10|'depth':11",
                "'mean':[0.5]|'mean':null",
                "'mean':[0.5]|'mean':[null]",
                "'std':[0.5]|'std':[0]",
                "['a','b']|[null,'b']",
                "'classification'|null",
                "'schema':1|'schema':0",
            })
    void descriptionOfAnUnknownNetworkIsRejected(String change) throws IOException {
        String[] parts = change.split("\\|");
        Path file = model(DESCRIPTION.replace(parts[0], parts[1]));

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOfAny(UnreadableMessageException.class, InvalidFieldException.class);
    }

    @Test
    void descriptionOfTheNextVersionWithUnknownFieldsIsRejected() throws IOException {
        String next = DESCRIPTION.replace("'schema':1", "'schema':2");
        Path known = model(next);
        assertThat(ModelFile.read(known).description().depth()).isEqualTo(10);

        Path unknown = model(next.replace("'depth'", "'activation':'swish','depth'"));

        assertThatThrownBy(() -> ModelFile.read(unknown))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("schema 2");
    }

    @Test
    void corruptModelIsReadOrRejected() throws IOException {
        byte[] valid = Files.readAllBytes(model(DESCRIPTION));
        Random random = new Random(11);
        Path file = folder.resolve("damaged.safetensors");

        for (int i = 0; i < FILES; i++) {
            Files.write(file, flipped(valid, random));
            try {
                ModelFile.read(file);
            } catch (UnreadableMessageException | IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void corruptDataSetIsReadOrRejectedWithACode() throws IOException {
        Path file = folder.resolve("data.safetensors");
        ImageSet images = new ImageSet(1, 2, 2, ByteBuffer.allocate(12), new int[] {0, 1, 1});
        DatasetFile.write(new ImageDataset("set", List.of("a", "b"), images, images), file);
        byte[] valid = Files.readAllBytes(file);
        Random random = new Random(13);

        for (int i = 0; i < FILES; i++) {
            Files.write(file, flipped(valid, random));
            try {
                DatasetFile.read(file);
            } catch (DatasetException e) {
                assertThat(e.code()).isEqualTo(DatasetException.Code.WRONG_FORMAT);
            }
        }
    }

    private static byte[] flipped(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) ('0' + random.nextInt(10))
                    : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }
}
