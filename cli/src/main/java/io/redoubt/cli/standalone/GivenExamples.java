package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.IndexRange;
import java.nio.file.Path;

/**
 * Stored examples that someone wants judged.
 *
 * @param file where they are
 * @param examples what it holds; not checked against any threat
 */
record GivenExamples(Path file, AdversarialExamples examples) {

    static final String EXAMPLES = "--examples";

    /** @throws InvalidFieldException when the file holds no examples, or such of images that are not judged */
    static GivenExamples read(Path file, ImageDataset dataset, IndexRange judged) {
        AdversarialExamples examples = OptionErrors.ofFile(EXAMPLES, file, AdversarialExamples::read);
        IndexRange range = examples.range();
        if (range.to() > judged.to()) {
            int all = dataset.test().size();
            throw new InvalidFieldException(
                    EXAMPLES,
                    file + " holds examples of test images " + range.from() + " to " + (range.to() - 1)
                            + (range.to() > all
                                    ? ", and " + dataset.name() + " has " + all
                                            + "; give the --data they were made from"
                                    : ", and only the first " + judged.to() + " are judged; use --images " + range.to()
                                            + " or more"));
        }
        return new GivenExamples(file, examples);
    }
}
