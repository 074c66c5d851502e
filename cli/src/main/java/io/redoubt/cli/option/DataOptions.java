package io.redoubt.cli.option;

import io.redoubt.api.IndexRange;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.data.ImageDataset;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the data set. */
public final class DataOptions {

    @Option(
            names = "--data",
            converter = PathConverter.OrText.class,
            required = true,
            paramLabel = "DATA",
            description =
                    "fashion-mnist-mini, which is bundled; a data.safetensors file; or, with --format, a directory as in"
                            + " `redoubt data add --help`, for which training images are optional.")
    private String data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = FormatNames.class,
            description = "Format of the directory: ${COMPLETION-CANDIDATES}.")
    private Optional<String> format;

    @Mixin
    private ImageOptions images;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Decodes the test images of a range, see {@link DataSource#load}. */
    public ImageDataset load(ImageDataset dataset, IndexRange range) {
        return source().load(dataset, range);
    }

    /** Opens the data set and prints what the reader chose and passed over. */
    public ImageDataset read() {
        PrintWriter out = spec.commandLine().getOut();
        return source().read(note -> out.println("note: " + note));
    }

    private DataSource source() {
        return new DataSource(data, format, images.side(), images.fileOrder());
    }
}
