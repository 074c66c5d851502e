package io.redoubt.core.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.ExportedModules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFormatTest {
    @TempDir
    private Path folder;

    @Test
    void formatIsRecognisedByContent() throws IOException {
        Path model = folder.resolve("model.pt");
        PreActResNet network = new PreActResNet(10, 1, 2, Normalisation.forChannels(1));
        new ModelFile(
                        ModelDescription.of(network, List.of("a", "b"), ModelDescription.CLASSIFICATION, "imported"),
                        Weights.initial(network.tensors(), 1))
                .write(model);
        assertThat(ModelFormat.of(model)).isEqualTo(ModelFormat.SAFETENSORS);

        Path exported = ExportedModules.write(folder.resolve("model.safetensors"), "return x");
        assertThat(ModelFormat.of(exported)).isEqualTo(ModelFormat.TORCHSCRIPT);
        try (InputStream in = Network.class.getResourceAsStream("vision-transformer.pt")) {
            assertThat(ModelFormat.of(Files.write(folder.resolve("x"), in.readAllBytes())))
                    .isEqualTo(ModelFormat.TORCHSCRIPT);
        }

        assertThat(ModelFormat.of(zip("m/data.pkl", "m/data/0", "m/version"))).isEqualTo(ModelFormat.PICKLE);
        assertThat(ModelFormat.of(zip("m/archive_format", "m/models/model.json")))
                .isEqualTo(ModelFormat.EXPORTED_PROGRAM);
        assertThat(ModelFormat.of(zip("notes.txt"))).isEqualTo(ModelFormat.ARCHIVE);
        // The start of a file that torch.save wrote before it wrote zips.
        byte[] pickle = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', '.'};
        assertThat(ModelFormat.of(Files.write(folder.resolve("old"), pickle))).isEqualTo(ModelFormat.PICKLE);
    }

    @Test
    void shortOrCorruptFileIsLeftToTheReader() throws IOException {
        assertThat(ModelFormat.of(Files.write(folder.resolve("empty"), new byte[0])))
                .isEqualTo(ModelFormat.SAFETENSORS);
        assertThat(ModelFormat.of(Files.write(folder.resolve("cut"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0})))
                .isEqualTo(ModelFormat.ARCHIVE);
    }

    private Path zip(String... names) throws IOException {
        Path file = folder.resolve(names[0].replace('/', '-'));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        return file;
    }
}
