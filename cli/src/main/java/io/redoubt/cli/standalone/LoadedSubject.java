package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.api.report.RobustBenchNames;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.LoadedModel;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.model.EvaluationSubject;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.pipeline.store.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model file, or several that answer as one.
 *
 * @param files at least one
 * @param subject what they hold
 */
public record LoadedSubject(List<Path> files, EvaluationSubject subject) {

    private static final String MODEL = "--model";

    public LoadedSubject {
        files = List.copyOf(files);
    }

    /**
     * Reads model files.
     *
     * @throws InvalidFieldException when one is no classifier, or the members of an ensemble differ
     */
    public static LoadedSubject read(List<Path> files) {
        List<ModelFile> members = new ArrayList<>();
        for (Path file : files) {
            ModelFile member = OptionErrors.ofFile(MODEL, file, LoadedSubject::complete);
            requireClassifier(file, member.description());
            if (!members.isEmpty()) {
                requireAlike(files.get(0), members.get(0).description(), file, member.description());
            }
            members.add(member);
        }
        return new LoadedSubject(files, new EvaluationSubject(members));
    }

    private static ModelFile complete(Path file) throws IOException {
        ModelFile model = ModelFile.read(file);
        model.tensors();
        return model;
    }

    private static void requireClassifier(Path file, ModelDescription description) {
        if (!description.task().equals(ModelDescription.CLASSIFICATION)) {
            throw new InvalidFieldException(
                    MODEL,
                    file + " answers the pretext task " + description.task()
                            + ", which no attack on classes is for; give a fine-tuned model");
        }
    }

    private static void requireAlike(Path first, ModelDescription one, Path file, ModelDescription other) {
        int channels = one.normalisation().channels();
        if (other.classes().size() != one.classes().size()
                || other.normalisation().channels() != channels) {
            throw new InvalidFieldException(
                    MODEL,
                    file + " has " + shape(other) + ", " + first + " has " + shape(one)
                            + "; the members of an ensemble must be equal in both");
        }
    }

    private static String shape(ModelDescription description) {
        return description.classes().size() + " classes and "
                + description.normalisation().channels() + " image channels";
    }

    /** @throws InvalidFieldException when the images are not such as the subject takes, or have other classes */
    public void requireFits(ImageDataset dataset) {
        ModelDescription description = description(0);
        ImageSet images = dataset.test();
        int channels = description.normalisation().channels();
        if (channels != images.channels()) {
            throw new InvalidFieldException(
                    MODEL,
                    files.get(0) + " takes images of " + channels + " channels, those of " + dataset.name() + " have "
                            + images.channels() + "; judge it on data such as it was trained on");
        }
        int classes = description.classes().size();
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new InvalidFieldException(
                        MODEL,
                        files.get(0) + " knows " + classes + " classes, and test image " + i + " of " + dataset.name()
                                + " has class " + images.label(i) + " of "
                                + dataset.classes().size()
                                + "; judge it on data of the classes that it was trained for");
            }
        }
    }

    /** The subject, loaded to be attacked. */
    public LoadedModel load(ImageShape shape) {
        return new LoadedModel(subject.classifier(), subject.weights(), shape);
    }

    /** How many networks an image is sent through. */
    public int networks() {
        return files.size();
    }

    /** What the file of a member says of it. */
    ModelDescription description(int member) {
        return subject.members().get(member).description();
    }

    /** Returns the classes that each file states. */
    List<ClassNames> classNames() {
        return IntStream.range(0, files.size())
                .mapToObj(i ->
                        new ClassNames(files.get(i).toString(), description(i).classes()))
                .toList();
    }

    /** The networks' names as publications have them, such as {@code PreActResNet-18}. */
    public String architecture() {
        return subject.members().stream()
                .map(ModelFile::description)
                .map(description -> RobustBenchNames.architecture(description.depth(), description.width()))
                .collect(Collectors.joining(" + "));
    }

    /** The file, or all of an ensemble. */
    public String title() {
        return files.stream().map(Path::toString).collect(Collectors.joining(" + "));
    }

    /** What is written of the files beside their figures. */
    List<EvaluatedModel> models() {
        List<EvaluatedModel> models = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ModelDescription description = description(i);
            models.add(new EvaluatedModel(
                    files.get(i).getFileName().toString(),
                    Digests.sha256(files.get(i)),
                    description.architecture(),
                    description.depth(),
                    description.width(),
                    description.job()));
        }
        return models;
    }
}
