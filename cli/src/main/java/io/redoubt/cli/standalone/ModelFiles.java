package io.redoubt.cli.standalone;

import io.redoubt.api.Digests;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model file, or the files of an ensemble.
 *
 * @param files at least one
 * @param subject their content
 */
public record ModelFiles(List<Path> files, EvaluationSubject subject) implements ModelSource {

    private static final String MODEL = "--model";

    public ModelFiles {
        files = List.copyOf(files);
    }

    /**
     * Reads model files.
     *
     * @throws InvalidFieldException if one is not a classifier, or the members of an ensemble differ
     */
    public static ModelFiles read(List<Path> files) {
        List<ModelFile> members = new ArrayList<>();
        for (Path file : files) {
            ModelFile member = OptionErrors.ofFile(MODEL, file, ModelFiles::complete);
            requireClassifier(file, member.description());
            if (!members.isEmpty()) {
                requireAlike(files.get(0), members.get(0).description(), file, member.description());
            }
            members.add(member);
        }
        return new ModelFiles(files, new EvaluationSubject(members));
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
                    file + " was trained for the pretext task " + description.task()
                            + "; use a fine-tuned model, which predicts classes");
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

    /** @throws InvalidFieldException if the images have other channels or classes than the model */
    @Override
    public void requireFits(ImageDataset dataset) {
        ModelDescription description = description(0);
        ImageSet images = dataset.test();
        int channels = description.normalisation().channels();
        if (channels != images.channels()) {
            throw new InvalidFieldException(
                    MODEL,
                    files.get(0) + " takes images of " + Plural.of(channels, "channel") + ", those of " + dataset.name()
                            + " have " + images.channels() + "; use images like those it was trained on");
        }
        int classes = description.classes().size();
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new InvalidFieldException(
                        MODEL,
                        files.get(0) + " has " + classes + " classes, but test image " + i + " of " + dataset.name()
                                + " has class " + images.label(i) + " of "
                                + dataset.classes().size()
                                + "; use data with the classes it was trained on");
            }
        }
        requireOneOrder(dataset);
        for (int i = 0; i < files.size(); i++) {
            requireNames(files.get(i), description(i).classes(), dataset);
            requireSize(files.get(i), description(i).images().orElse(images.shape()), dataset);
        }
    }

    private static void requireNames(Path file, List<String> names, ImageDataset dataset) {
        List<String> unknown =
                dataset.classes().stream().filter(name -> !names.contains(name)).toList();
        // If both have numbers, these are matched as names: 0 to 25 and 1 to 26 differ.
        boolean unnamed = ClassNames.areNumbers(names) && !areNumerals(dataset.classes())
                || ClassNames.areNumbers(dataset.classes()) && !areNumerals(names);
        if (!unknown.isEmpty() && !unnamed) {
            throw new InvalidFieldException(
                    MODEL,
                    file + " has no class '" + unknown.get(0) + "' of " + dataset.name()
                            + "; classes are matched by name: use the data that it was trained on, rename the classes of the"
                            + " data, or import the model with their names in --classes. Its classes are " + names);
        }
    }

    private static boolean areNumerals(List<String> names) {
        return names.stream().allMatch(name -> name.chars().allMatch(Character::isDigit));
    }

    /** Members that list the same names in different orders cannot be matched to data without names. */
    private void requireOneOrder(ImageDataset dataset) {
        List<Integer> named = IntStream.range(0, files.size())
                .filter(i -> !ClassNames.areNumbers(description(i).classes()))
                .boxed()
                .toList();
        for (int member : named) {
            List<String> expected = description(named.get(0)).classes();
            if (ClassNames.areNumbers(dataset.classes())
                    && !description(member).classes().equals(expected)) {
                throw new InvalidFieldException(
                        MODEL,
                        files.get(member) + " has the classes "
                                + description(member).classes() + ", "
                                + files.get(named.get(0)) + " has " + expected + "; " + dataset.name()
                                + " has only class numbers, so they cannot be matched; use data with class names");
            }
        }
    }

    private static void requireSize(Path file, ImageShape trained, ImageDataset dataset) {
        ImageShape shape = dataset.test().shape();
        if (!trained.equals(shape)) {
            boolean smaller = trained.height() >= shape.height() && trained.width() >= shape.width();
            throw new InvalidFieldException(
                    MODEL,
                    file + " was trained on images of " + text(trained) + ", those of " + dataset.name() + " are "
                            + text(shape)
                            + (smaller && trained.height() == trained.width()
                                    ? "; pad them with --pad " + trained.height()
                                            + " if it was trained on padded images"
                                    : "; use images like those it was trained on"));
        }
    }

    private static String text(ImageShape shape) {
        return shape.channels() + "x" + shape.height() + "x" + shape.width();
    }

    /** The members with their outputs in the order of the data's classes, and those that it lacks last. */
    private EvaluationSubject ordered(ImageDataset dataset) {
        return new EvaluationSubject(subject.members().stream()
                .map(member -> ordered(member, dataset.classes()))
                .toList());
    }

    private static ModelFile ordered(ModelFile member, List<String> names) {
        List<String> own = member.description().classes();
        if (!own.containsAll(names) || names.equals(own.subList(0, names.size()))) {
            return member;
        }
        Set<String> order = new LinkedHashSet<>(names);
        order.addAll(own);
        return member.withClasses(List.copyOf(order));
    }

    @Override
    public LogitFunction load(ImageDataset dataset) {
        return LoadedModel.of(ordered(dataset), dataset.test().shape());
    }

    private ModelDescription description(int member) {
        return subject.members().get(member).description();
    }

    @Override
    public List<ClassNames> classNames(ImageDataset dataset) {
        List<ModelFile> members = ordered(dataset).members();
        return IntStream.range(0, files.size())
                .mapToObj(i -> new ClassNames(
                        files.get(i).toString(), members.get(i).description().classes()))
                .toList();
    }

    @Override
    public List<EvaluatedModel> models() {
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
