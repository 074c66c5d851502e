package io.redoubt.cli.option;

import io.redoubt.cli.standalone.DataSource;
import io.redoubt.core.data.ImageDataset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the data set. */
public final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description =
                    "fashion-mnist-mini, which is bundled; a data.safetensors file; or, with --format, a directory.")
    private String data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = FormatNames.class,
            description = "Format of the directory: ${COMPLETION-CANDIDATES}.")
    private Optional<String> format;

    @Option(
            names = "--pad",
            paramLabel = "SIDE",
            description = "Pad images with zeros to SIDE x SIDE pixels, for example 32.")
    private int side;

    public ImageDataset read() {
        return new DataSource(data, format, side).read();
    }
}
