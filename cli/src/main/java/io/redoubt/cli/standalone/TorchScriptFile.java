package io.redoubt.cli.standalone;

import io.redoubt.api.Digests;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.logits.ImageInput;
import io.redoubt.core.attack.logits.TorchScriptModel;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A TorchScript archive that the user exported and named. Loading it runs the code in it.
 *
 * @param file the archive
 * @param input its declared input
 */
public record TorchScriptFile(Path file, ImageInput input) implements ModelSource {

    private static final String MODEL = "--model";

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    /** @throws InvalidFieldException if the images have another size */
    @Override
    public void requireFits(ImageDataset dataset) {
        ImageShape images = dataset.test().shape();
        if (!images.equals(input.shape())) {
            throw new InvalidFieldException(
                    "--input-size",
                    text(input.shape()) + " is not the size of the images of " + dataset.name() + ", " + text(images)
                            + "; export a module that resizes them itself");
        }
    }

    private static String text(ImageShape shape) {
        return shape.channels() + "x" + shape.height() + "x" + shape.width();
    }

    @Override
    public TorchScriptModel load(ImageDataset dataset) {
        TorchScriptModel model = OptionErrors.ofFile(MODEL, file, archive -> TorchScriptModel.load(archive, input));
        try {
            requireClasses(model.classes(), dataset);
            return model;
        } catch (InvalidFieldException e) {
            model.close();
            throw e;
        }
    }

    private void requireClasses(int classes, ImageDataset dataset) {
        ImageSet images = dataset.test();
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new InvalidFieldException(
                        MODEL,
                        file + " has " + classes + " classes, but test image " + i + " of " + dataset.name()
                                + " has class " + images.label(i) + " of "
                                + dataset.classes().size());
            }
        }
    }

    @Override
    public List<EvaluatedModel> models() {
        return List.of(new EvaluatedModel(
                file.getFileName().toString(),
                Digests.sha256(file),
                EvaluatedModel.TORCHSCRIPT,
                OptionalInt.empty(),
                OptionalInt.empty(),
                ModelDescription.IMPORTED));
    }

    @Override
    public String identity() {
        return models() + " " + input;
    }

    /** An archive does not name its classes. */
    @Override
    public List<ClassNames> classNames(ImageDataset dataset) {
        return List.of();
    }
}
