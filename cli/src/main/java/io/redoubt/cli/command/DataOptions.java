package io.redoubt.cli.command;

import io.redoubt.cli.standalone.DataSource;
import io.redoubt.core.data.ImageDataset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the test images come from. */
final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description =
                    "fashion-mnist-mini, which is bundled; a data.safetensors of redoubt; or, with --format, a folder.")
    private String data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = FormatNames.class,
            description = "The format of the folder: ${COMPLETION-CANDIDATES}.")
    private Optional<String> format;

    @Option(names = "--pad", paramLabel = "SIDE", description = "Pad with zeros to SIDE x SIDE, such as 32.")
    private int side;

    ImageDataset read() {
        return new DataSource(data, format, side).read();
    }
}
