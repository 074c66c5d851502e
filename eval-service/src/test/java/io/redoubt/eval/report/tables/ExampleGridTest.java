package io.redoubt.eval.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.eval.report.figures.AdversarialExample;
import io.redoubt.eval.report.figures.ImagePixels;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.eval.report.page.HtmlReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** One grey image of two pixels, of which the first becomes a tenth brighter. */
class ExampleGridTest {

    private static final ImagePixels CLEAN = new ImagePixels(1, 1, 2, new float[] {0.5f, 0.5f});
    private static final ImagePixels ADVERSARIAL = new ImagePixels(1, 1, 2, new float[] {0.6f, 0.5f});
    private static final String SUBJECT = "none/full-adversarial";

    @Test
    void radiusIsWhiteInTheMaximumNorm() throws Exception {
        ExampleGrid grid = grid("linf, eps: 0.2", "pgd-20", new AdversarialExample(0, 3, 3, 5, CLEAN, ADVERSARIAL));

        assertThat(grid.scaledByImage()).isFalse();
        assertThat(levels(cell(grid).perturbation())).containsExactly(191, 128);
        assertThat(cell(grid).outcome()).isEqualTo("fooled");
    }

    /** A radius of 2 would leave a change of a tenth invisible. */
    @Test
    void largestChangeIsWhiteInTheEuclideanNorm() throws Exception {
        ExampleGrid grid = grid("l2, eps: 2", "pgd-20", new AdversarialExample(0, 3, 3, 5, CLEAN, ADVERSARIAL));

        assertThat(grid.scaledByImage()).isTrue();
        assertThat(levels(cell(grid).perturbation())).containsExactly(255, 128);
    }

    /** A suite leaves misclassified images unchanged. */
    @Test
    void unchangedImageIsGreyInEitherNorm() throws Exception {
        for (String threat : List.of("linf, eps: 0.2", "l2, eps: 2")) {
            ExampleGrid grid = grid(threat, "apgd-ce+square", new AdversarialExample(0, 3, 5, 5, CLEAN, CLEAN));

            assertThat(grid.attack()).isEqualTo("apgd-ce+square");
            assertThat(grid.untouched()).isTrue();
            assertThat(levels(cell(grid).perturbation())).containsExactly(128, 128);
            assertThat(cell(grid).outcome()).isEqualTo("wrong");
        }
    }

    @Test
    void pageExplainsTheScaleOfPerturbations() {
        AdversarialExample example = new AdversarialExample(0, 3, 3, 5, CLEAN, ADVERSARIAL);

        assertThat(HtmlReport.render(document("linf, eps: 0.2", "pgd-20", example)))
                .contains("<dd>linf, eps 0.2</dd>", "black and white are the ends of the permitted range")
                .doesNotContain("leaves it unchanged");
        assertThat(HtmlReport.render(document("l2, eps: 2", "pgd-20", example)))
                .contains("<dd>l2, eps 2.0</dd>", "black and white are the largest change in the image");
    }

    private static ExampleGrid.Cell cell(ExampleGrid grid) {
        return grid.models().get(0).cells().get(0);
    }

    private static ExampleGrid grid(String threat, String attack, AdversarialExample example) {
        return ExampleGrid.of(document(threat, attack, example)).orElseThrow();
    }

    private static ReportDocument document(String threat, String attack, AdversarialExample example) {
        ReportDocument sample = SampleExperiment.document();
        ExperimentRequest request =
                RequestReader.read(("""
                name: quickstart
                threat: {norm: %s}
                finetune: [{from: none}]
                evaluate: {attacks: [%s]}
                """.formatted(threat, attack)).getBytes(StandardCharsets.UTF_8));
        return new ReportDocument(
                SampleExperiment.attackedBy(attack),
                request,
                sample.dataset(),
                Map.of(),
                Map.of(SUBJECT, List.of(example)));
    }

    private static int[] levels(String uri) throws Exception {
        byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return new int[] {image.getRGB(0, 0) & 0xff, image.getRGB(1, 0) & 0xff};
    }
}
