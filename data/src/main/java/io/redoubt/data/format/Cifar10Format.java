package io.redoubt.data.format;

import io.redoubt.data.DatasetOrigin;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary version of CIFAR-10: {@code data_batch_1.bin} to {@code data_batch_5.bin}, {@code test_batch.bin} and the
 * class names in {@code batches.meta.txt}. Without this file, the classes are those of CIFAR-10.
 */
final class Cifar10Format implements DatasetFormat {
    static final DatasetOrigin ORIGIN =
            new DatasetOrigin("A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, 2009", "");
    private static final List<String> TRAIN =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    private static final List<String> TEST = List.of("test_batch.bin");
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @Override
    public String name() {
        return "cifar-10";
    }

    @Override
    public List<String> layout() {
        return List.of("data_batch_1.bin to data_batch_5.bin and test_batch.bin");
    }

    @Override
    public ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException {
        CifarRecords records = new CifarRecords(List.of(CLASSES.size()));
        Problems problems = new Problems(folder);
        Path names = folder.resolve("batches.meta.txt");
        List<String> classes = Files.exists(names)
                ? problems.collect(() -> CifarRecords.classes(names, CLASSES.size()), CLASSES)
                : CLASSES;
        ImageSet train = records.read(folder, TRAIN, options.trainRequired(), problems);
        ImageSet test = records.read(folder, TEST, true, problems);
        problems.throwIfAny();
        LabelValidation.requireEveryTrainingClass(classes, train, folder + " (training batches)", options);
        return new ImageDataset(dataset, classes, train, test, ORIGIN);
    }
}
