package io.redoubt.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.ExportedModules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
    @TempDir
    private Path folder;

    @Test
    void fileTypeIsRecognisedByContent() throws IOException {
        Path model = folder.resolve("model.pt");
        PreActResNet network = new PreActResNet(10, 1, 2, Normalisation.forChannels(1));
        new ModelFile(
                        ModelDescription.of(network, List.of("a", "b"), ModelDescription.CLASSIFICATION, "imported"),
                        Weights.initial(network.tensors(), 1))
                .write(model);
        assertThat(FileType.of(model)).isEqualTo(FileType.OTHER);

        Path exported = ExportedModules.write(folder.resolve("model.safetensors"), "return x");
        assertThat(FileType.of(exported)).isEqualTo(FileType.TORCHSCRIPT);
        try (InputStream in = Network.class.getResourceAsStream("vision-transformer.pt")) {
            assertThat(FileType.of(Files.write(folder.resolve("x"), in.readAllBytes())))
                    .isEqualTo(FileType.TORCHSCRIPT);
        }

        assertThat(FileType.of(zip("m/data.pkl", "m/data/0", "m/version"))).isEqualTo(FileType.PICKLE);
        assertThat(FileType.of(zip("m/archive_format", "m/models/model.json"))).isEqualTo(FileType.EXPORTED_PROGRAM);
        assertThat(FileType.of(zip("x.npy", "y.npy"))).isEqualTo(FileType.NUMPY);
        assertThat(FileType.of(zip("notes.txt"))).isEqualTo(FileType.ZIP);
        // The start of a file that torch.save wrote before it wrote zips.
        byte[] pickle = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', '.'};
        assertThat(FileType.of(Files.write(folder.resolve("old"), pickle))).isEqualTo(FileType.PICKLE);
    }

    @Test
    void shortOrDamagedFileIsLeftToItsReader() throws IOException {
        assertThat(of(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'})).isEqualTo(FileType.OTHER);
        // Two bytes of a pickle, but a header of this length in eight.
        assertThat(of(new byte[] {(byte) 0x80, 2, 0, 0, 0, 0, 0, 0, '{'})).isEqualTo(FileType.OTHER);
        assertThat(FileType.of(folder.resolve("missing"))).isEqualTo(FileType.OTHER);
        assertThat(of(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0})).isEqualTo(FileType.DAMAGED_ZIP);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "version https://git-lfs.github.com/spec/v1/oid sha256:0, LFS_POINTER",
                "<!DOCTYPE html><html><body>Sign in</body></html>, WEB_PAGE",
                "<HTML>, WEB_PAGE",
                "<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>, XML",
                "{\"error\":\"not found\"}, JSON",
                "`{\"metadata\":{},\"weight_map\":{}}`, SHARD_INDEX",
                "Repository not found, TEXT",
                "name: größe, TEXT",
            })
    void textIsRecognised(String text, FileType type) throws IOException {
        assertThat(of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(type);
        assertThat(of(("\ufeff\n" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(type);
        assertThat(of(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(type);
    }

    @Test
    void otherTypesAreRecognised() throws IOException {
        assertThat(of(new byte[0])).isEqualTo(FileType.EMPTY);
        assertThat(FileType.of(folder)).isEqualTo(FileType.DIRECTORY);
        assertThat(of(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0})).isEqualTo(FileType.GZIP);
        assertThat(of(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})).isEqualTo(FileType.NUMPY);
        assertThat(of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0}))
                .isEqualTo(FileType.PNG);
        assertThat(of("\b\7\22\7pytorch\32\0052.0.0:\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(FileType.ONNX);
        assertThat(of(new byte[] {(byte) 0x80, 2, '}', 'q', 0, '.'})).isEqualTo(FileType.PICKLE);
        // pickle.dumps({"a": 1}): a frame of 10 bytes
        assertThat(of(HexFormat.of().parseHex("8004950a000000000000007d948c0161944b01732e")))
                .isEqualTo(FileType.PICKLE);
        assertThat(of("Rar!\32\7\1\0".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.RAR);
        assertThat(of("7z\274\257'\34\0\4".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(FileType.SEVEN_ZIP);
        assertThat(of("GGUF\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.GGUF);
    }

    @Test
    void tarArchiveIsRecognised() throws IOException {
        byte[] header = new byte[1024];
        System.arraycopy("state/data".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 10);
        System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 7);

        assertThat(of(header)).isEqualTo(FileType.TAR);
    }

    private FileType of(byte[] content) throws IOException {
        return FileType.of(Files.write(folder.resolve("file"), content));
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
