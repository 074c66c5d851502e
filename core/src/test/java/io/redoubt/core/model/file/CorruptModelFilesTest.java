package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.file.CorruptFiles;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A corrupt model, state dict, data set or file of examples is read if it is still valid, and rejected otherwise. */
class CorruptModelFilesTest {

    private static final int FILES = 100;
    private static final PreActResNet NETWORK = new PreActResNet(10, 1, 3, Normalisation.forChannels(1));
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
        Path valid = folder.resolve("valid.safetensors");
        ModelDescription description =
                ModelDescription.of(NETWORK, List.of("a", "b", "c"), ModelDescription.CLASSIFICATION, "imported");
        new ModelFile(description, Weights.initial(NETWORK.tensors(), 1)).write(valid);

        readMutations(valid, file -> ModelFile.read(file).tensors());
    }

    @Test
    void corruptStateDictIsImportedOrRejected() throws IOException {
        Path valid = folder.resolve("valid.safetensors");
        List<Tensor> tensors =
                new ArrayList<>(Weights.initial(NETWORK.tensors(), 1).tensors());
        tensors.add(Tensor.of("normalize.mean", new long[] {1, 1, 1, 1}, new float[] {0.5f}));
        tensors.add(Tensor.of("normalize.std", new long[] {1, 1, 1, 1}, new float[] {0.25f}));
        try (OutputStream out = Files.newOutputStream(valid)) {
            Safetensors.write(out, tensors, Map.of());
        }

        readMutations(
                valid,
                file -> StateDictImport.of(
                        Networks.STANDARD, Safetensors.read(file).tensors().values()),
                25);
    }

    /** The depth of a network is the number of its matrices, and each prefix of a name may be that of a wrapper. */
    @Test
    void importOfManySmallTensorsIsBounded() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            tensors.add(Tensor.of("a.".repeat(400) + i + ".weight", new long[] {1, 1}, new float[1]));
        }

        assertThatThrownBy(() -> StateDictImport.of(Networks.STANDARD, tensors))
                .isInstanceOf(UnknownNetworkException.class);
    }

    @Test
    void corruptExamplesAreReadOrRejected() throws IOException {
        Path valid = folder.resolve("valid.safetensors");
        AdversarialExamples examples = new AdversarialExamples(
                new IndexRange(3, 5),
                Tensor.of("images", new long[] {2, 1, 2, 2}, new float[8]),
                Tensor.of("labels", new long[] {2}, new long[2]),
                Optional.of(Tensor.of("predicted", new long[] {2}, new long[2])));
        examples.write(valid);

        readMutations(valid, file -> {
            AdversarialExamples read = AdversarialExamples.read(file);
            assertThat(read.image(0)).hasSize(read.shape().size());
            read.predicted().ifPresent(classes -> read.withstood());
        });
        readMutations(valid, file -> AdversarialExamples.read(file, examples.range()));
    }

    @Test
    void corruptDataSetIsReadOrRejectedWithACode() throws IOException {
        Path valid = folder.resolve("valid.safetensors");
        ImageSet images = new ImageSet(1, 2, 2, ByteBuffer.allocate(12), new int[] {0, 1, 1});
        DatasetFile.write(new ImageDataset("set", List.of("a", "b"), images, images), valid);

        readMutations(valid, file -> {
            try {
                DatasetFile.read(file);
            } catch (DatasetException e) {
                assertThat(e.code()).isEqualTo(DatasetException.Code.WRONG_FORMAT);
                assertThat(e).hasMessageContaining(file.toString());
                throw e;
            }
        });
    }

    private interface Reader {
        void read(Path file) throws IOException;
    }

    private void readMutations(Path valid, Reader reader) throws IOException {
        readMutations(valid, reader, FILES);
    }

    /** Reads files with changed bytes, and valid files with other tensors and metadata. */
    private void readMutations(Path valid, Reader reader, int files) throws IOException {
        CorruptFiles corrupt = new CorruptFiles(11);
        byte[] bytes = Files.readAllBytes(valid);
        Safetensors content = Safetensors.read(valid);
        Path file = folder.resolve("corrupt.safetensors");
        for (int i = 0; i < files; i++) {
            try (OutputStream out = Files.newOutputStream(file)) {
                if (i % 2 == 0) {
                    out.write(corrupt.safetensors(bytes));
                } else {
                    Safetensors other = corrupt.content(content);
                    Safetensors.write(out, List.copyOf(other.tensors().values()), other.metadata());
                }
            }
            try {
                reader.read(file);
            } catch (UnreadableMessageException | IllegalArgumentException e) {
                CorruptFiles.assertExplained(e);
            }
        }
    }
}
