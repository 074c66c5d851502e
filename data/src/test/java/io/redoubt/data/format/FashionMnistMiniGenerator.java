package io.redoubt.data.format;

import io.redoubt.data.BalancedSubset;
import io.redoubt.data.ImageDataset;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Generates the bundled data set {@code fashion-mnist-mini} from Fashion-MNIST: the first 500 training and the first
 * 100 test images of each class, in file order. The README of the data set shows the command.
 */
public final class FashionMnistMiniGenerator {
    static final int TRAIN_IMAGES = 5_000;
    static final int TEST_IMAGES = 1_000;

    private FashionMnistMiniGenerator() {}

    /**
     * Runs the generator.
     *
     * @param arguments the folder with Fashion-MNIST and the output folder
     */
    public static void main(String[] arguments) throws IOException {
        ImageDataset full = DatasetFormats.STANDARD.named("idx").read("fashion-mnist", Path.of(arguments[0]));
        ImageDataset mini = full.withImages(
                BalancedSubset.first(full.train(), full.classes().size(), TRAIN_IMAGES),
                BalancedSubset.first(full.test(), full.classes().size(), TEST_IMAGES));
        Path folder = Path.of(arguments[1]);
        IdxFiles.writeCompressed(folder, "train", mini.train());
        IdxFiles.writeCompressed(folder, "t10k", mini.test());
    }
}
