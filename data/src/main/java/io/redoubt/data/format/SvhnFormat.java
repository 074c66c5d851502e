package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.DatasetOrigin;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The cropped digits of Street View House Numbers: {@code train_32x32.mat} and {@code test_32x32.mat}, MATLAB 5 files
 * with the images X, uint8 [height,width,3,n], and the labels y, [n]. Label 10 is the digit 0; the classes are the digits
 * in the order 0 to 9.
 */
final class SvhnFormat implements DatasetFormat {
    private static final DatasetOrigin ORIGIN = new DatasetOrigin(
            "Y. Netzer, T. Wang, A. Coates, A. Bissacco, B. Wu, A. Y. Ng: Reading Digits in Natural Images with"
                    + " Unsupervised Feature Learning, 2011",
            "");
    private static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    private static final String TRAIN = "train_32x32.mat";
    private static final String TEST = "test_32x32.mat";

    @Override
    public String name() {
        return "svhn";
    }

    @Override
    public List<String> layout() {
        return List.of("train_32x32.mat and test_32x32.mat");
    }

    @Override
    public ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException {
        Problems problems = new Problems(folder);
        ImageSet test = problems.collect(() -> read(folder.resolve(TEST)), null);
        boolean trained = options.trainRequired() || Files.exists(folder.resolve(TRAIN));
        ImageSet train = trained ? problems.collect(() -> read(folder.resolve(TRAIN)), null) : null;
        problems.throwIfAny();
        ImageSet trainOrNone = trained ? train : test.subset(new int[0]);
        LabelValidation.requireEveryTrainingClass(
                CLASSES, trainOrNone, folder.resolve(TRAIN).toString(), options);
        return new ImageDataset(dataset, CLASSES, trainOrNone, test, ORIGIN);
    }

    private static ImageSet read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw DatasetException.in(
                    file, Code.MISSING_FILE, "is missing; copy it from the cropped digits (format 2)");
        }
        SvhnSplit split = new SvhnSplit(file);
        MatFile.read(file, split::accept);
        return split.images();
    }
}
