package io.redoubt.eval.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.eval.report.figures.SampleEnsembles;
import io.redoubt.eval.report.figures.SampleEverything;
import io.redoubt.eval.report.figures.SampleExperiment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void hasThePapersTable() {
        String markdown = MarkdownReport.render(SampleExperiment.document());

        assertThat(markdown.lines())
                .contains(
                        "| P1,F3 | none | none/full-standard | 81.6 | 32.7 | 29.9 to 35.7 | 2 | 32.7 | 122,000 | 69.3 |",
                        "| P3,F4 | rotation | rotation/full-adversarial | 78.1 | 71.4 | 68.5 to 74.1 | 2 | 71.4 | 272,000 | 159 |");
    }

    @Test
    void ensemblesFollowTheModels() {
        assertThat(MarkdownReport.render(SampleEnsembles.document()).lines())
                .contains("| P1,F4+P3,F4 | none+rotation | " + SampleEnsembles.MIXED
                        + " | 80.0 | 74.0 | 71.2 to 76.6 | \u2013 | \u2013 | 394,000 | 229 |");
        assertThat(HtmlReport.render(SampleEnsembles.document()))
                .contains(">" + SampleEnsembles.MIXED + "</th>", ">P1,F4+P3,F4</td>");
    }

    @Test
    void everyRowOfTheTableHasAllColumns() {
        String markdown = MarkdownReport.render(SampleExperiment.document());

        assertThat(markdown.lines().filter(line -> line.startsWith("| P") || line.startsWith("| scenario")))
                .hasSize(5)
                .allSatisfy(
                        line -> assertThat(line.chars().filter(c -> c == '|')).hasSize(11));
    }

    @Test
    void hasTheTransferMatrixWithItsDiagonalBold() {
        assertThat(MarkdownReport.render(SampleExperiment.documentOfTransfer()).lines())
                .contains(
                        "| created for | none/full-standard | none/full-adversarial | rotation/partial-adversarial |"
                                + " rotation/full-adversarial |",
                        "|---|--:|--:|--:|--:|",
                        "| none/full-standard | **32.7** | 72.3 | 73.2 | 83.4 |",
                        "| rotation/full-adversarial | 44.7 | 76.3 | 69.2 | **71.4** |");
    }

    @Test
    void hasAttacksChecksAndCorruptions() {
        String markdown = MarkdownReport.render(SampleEverything.document());

        assertThat(markdown.lines())
                .contains(
                        "| rotation/full-adversarial | pgd-20 | 71.4 | 68.5 to 74.1 | 1,000 | 286 | 20,000 | 19,000 | 8.5 |",
                        "| rotation/full-adversarial | then apgd-ce | | | 781 | 67 | | | 61.5 |",
                        "| none/full-standard | 85.9 | 82.8 | 54.7 | 26.6 | 25.0 | 56.3 | 26.6 | 13.3 | 0.8 | 0 | 0 | 0 |",
                        "| gaussian noise | 78.6 | 72.7 | 72.5 | 75.1 |");
        assertThat(markdown).contains("on the first 128 test images", "| **mean of the 15** | **");
        assertThat(markdown.lines().filter(line -> line.startsWith("|---")).count())
                .isEqualTo(6);
    }

    @Test
    void sectionsThatWereNotRequestedAreOmitted() {
        assertThat(MarkdownReport.render(SampleExperiment.document())).doesNotContain("## Checks", "## Common");
    }

    @Test
    void containsTheRequest() {
        String markdown = MarkdownReport.render(SampleExperiment.document());

        assertThat(markdown).contains(new String(Json.pretty(SampleExperiment.request()), StandardCharsets.UTF_8));
    }

    @Test
    void namesAreEscaped() {
        assertThat(Markdown.escape("a|b *c* <i> [x](y)\n# z")).isEqualTo("a\\|b \\*c\\* \\<i\\> \\[x\\](y) \\# z");
        assertThat(MarkdownReport.render(HtmlReportTest.hostile()))
                .doesNotContainPattern("[^\\\\]<")
                .doesNotContainPattern("[\u001b\u0000\u202e\r]")
                .contains("\\</td\\>\\<script\\>");
    }
}
