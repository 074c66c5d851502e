package io.redoubt.data.format;

import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary version of CIFAR-100: {@code train.bin}, {@code test.bin} and {@code fine_label_names.txt}. The 100 fine
 * labels are the classes. The 20 superclass labels are validated and otherwise ignored.
 */
final class Cifar100Format implements DatasetFormat {
    private static final int SUPERCLASSES = 20;
    private static final int FINE_CLASSES = 100;

    @Override
    public String name() {
        return "cifar-100";
    }

    @Override
    public List<String> layout() {
        return List.of("train.bin, test.bin and fine_label_names.txt");
    }

    @Override
    public ImageDataset open(String dataset, Path folder, ReadOptions options) throws IOException {
        Problems problems = new Problems(folder);
        List<String> classes = problems.collect(
                () -> CifarRecords.classes(folder.resolve("fine_label_names.txt"), FINE_CLASSES), null);
        CifarRecords records = new CifarRecords(List.of(SUPERCLASSES, FINE_CLASSES));
        ImageSet train = records.read(folder, List.of("train.bin"), options.trainRequired(), problems);
        ImageSet test = records.read(folder, List.of("test.bin"), true, problems);
        problems.throwIfAny();
        LabelValidation.requireEveryTrainingClass(
                classes, train, folder.resolve("train.bin").toString(), options);
        return new ImageDataset(dataset, classes, train, test, Cifar10Format.ORIGIN);
    }
}
