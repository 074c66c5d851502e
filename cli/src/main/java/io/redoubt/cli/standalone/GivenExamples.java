package io.redoubt.cli.standalone;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.evaluate.StoredExamples;
import io.redoubt.data.ImageDataset;
import java.nio.file.Path;

/** Reads the files of {@code --examples}. */
public final class GivenExamples {

    public static final String EXAMPLES = "--examples";

    private GivenExamples() {}

    /**
     * Reads a file.
     *
     * @param evaluated the test images that are evaluated
     * @throws InvalidFieldException if the file contains no examples, or examples of other images
     */
    public static StoredExamples read(Path file, ImageDataset dataset, IndexRange evaluated) {
        AdversarialExamples examples = OptionErrors.ofFile(EXAMPLES, file, AdversarialExamples::read);
        IndexRange range = examples.range();
        if (range.to() > evaluated.to()) {
            int all = dataset.test().size();
            throw new InvalidFieldException(
                    EXAMPLES,
                    file + " contains examples of test images " + range.from() + " to " + (range.to() - 1)
                            + (range.to() > all
                                    ? ", but " + dataset.name() + " has " + all
                                            + "; use the --data they were created from"
                                    : ", but only the first " + evaluated.to() + " are evaluated; use --images "
                                            + range.to() + " or more"));
        }
        return new StoredExamples(file, examples);
    }
}
