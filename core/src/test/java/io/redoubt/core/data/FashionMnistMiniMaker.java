package io.redoubt.core.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes the bundled sample {@code fashion-mnist-mini} from the full Fashion-MNIST: the first 500 training and the first
 * 100 test images of each class, in file order. The README beside the sample has the command.
 */
public final class FashionMnistMiniMaker {
    static final int TRAIN_IMAGES = 5_000;
    static final int TEST_IMAGES = 1_000;

    private FashionMnistMiniMaker() {}

    /** Arguments: the folder of the full set, the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        ImageDataset full = DatasetFormats.STANDARD.named("idx").read("fashion-mnist", Path.of(arguments[0]));
        ImageDataset mini = full.balanced(TRAIN_IMAGES, TEST_IMAGES);
        Path folder = Path.of(arguments[1]);
        IdxFiles.writeCompressed(folder, "train", mini.train());
        IdxFiles.writeCompressed(folder, "t10k", mini.test());
    }
}
