package io.redoubt.eval.report.tables;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.figures.AdversarialExample;
import io.redoubt.eval.report.figures.ImagePixels;
import io.redoubt.eval.report.figures.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Example images: a column per clean image, a row of adversarial images per model.
 *
 * @param attack the attack that created them
 * @param untouched whether it leaves misclassified images unchanged
 * @param scaledByImage whether a perturbation is scaled by its largest change; if not, by the radius, which bounds the change of every
 *     pixel
 * @param images the clean images
 * @param models the models
 */
public record ExampleGrid(
        String attack, boolean untouched, boolean scaledByImage, List<Image> images, List<Model> models) {

    /** A clean image, as a {@code data:} URI. */
    public record Image(int index, String label, String uri) {}

    /** A model's row. */
    public record Model(SeriesMarker mark, String subject, String scenario, List<Cell> cells) {}

    /**
     * One adversarial image.
     *
     * @param label the true class
     * @param before predicted class of the clean image
     * @param after predicted class of the adversarial image
     * @param outcome {@code robust}, {@code fooled} or, if the clean image is already misclassified, {@code wrong}
     */
    public record Cell(
            int index,
            String label,
            String perturbation,
            String adversarial,
            String before,
            String after,
            String outcome) {}

    /** Returns the grid; empty if there are no examples. */
    public static Optional<ExampleGrid> of(ReportDocument document) {
        Map<String, List<AdversarialExample>> examples = document.examples();
        List<ReportRow> rows = document.report().rows();
        List<Model> models = new ArrayList<>();
        List<AdversarialExample> across = List.of();
        for (int i = 0; i < rows.size(); i++) {
            List<AdversarialExample> found = examples.getOrDefault(rows.get(i).subject(), List.of());
            if (!found.isEmpty()) {
                across = found;
                models.add(model(SeriesMarker.of(i), rows.get(i), found, document));
            }
        }
        if (models.isEmpty()) {
            return Optional.empty();
        }
        List<Image> images = across.stream()
                .map(example -> new Image(
                        example.image(),
                        name(document, example.label()),
                        example.clean().toDataUri()))
                .toList();
        AttackName attack = document.request().evaluate().attacks().get(0);
        return Optional.of(new ExampleGrid(
                attack.toString(), !attack.perturbsEveryImage(), isScaledByImage(document), images, models));
    }

    private static Model model(
            SeriesMarker mark, ReportRow row, List<AdversarialExample> examples, ReportDocument document) {
        List<Cell> cells =
                examples.stream().map(example -> cell(example, document)).toList();
        return new Model(mark, row.subject(), row.scenario(), cells);
    }

    private static Cell cell(AdversarialExample example, ReportDocument document) {
        ImagePixels clean = example.clean();
        ImagePixels adversarial = example.adversarial();
        double scale = isScaledByImage(document)
                ? adversarial.largestChange(clean)
                : document.request().threat().eps().value();
        return new Cell(
                example.image(),
                name(document, example.label()),
                adversarial.perturbation(clean, scale).toDataUri(),
                adversarial.toDataUri(),
                name(document, example.cleanPrediction()),
                name(document, example.adversarialPrediction()),
                outcome(example));
    }

    /** The radius in the Euclidean norm is far larger than the change of a single pixel. */
    private static boolean isScaledByImage(ReportDocument document) {
        return !document.request().threat().norm().equals(Threat.LINF);
    }

    private static String outcome(AdversarialExample example) {
        if (example.cleanPrediction() != example.label()) {
            return "wrong";
        }
        return example.adversarialPrediction() == example.label() ? "robust" : "fooled";
    }

    private static String name(ReportDocument document, int label) {
        return document.dataset().classes().get(label);
    }
}
