package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final String REQUEST = """
            name: small
            seed: 1
            pretrain: [{id: rotation, task: rotation}]
            finetune: [{from: none}, {from: rotation}]
            evaluate: {attacks: [fgsm, pgd-20]}
            """;

    @TempDir
    private Path folder;

    @Test
    void seedsOfOneRequestShareATableWithMeanAndDeviation() throws IOException {
        Console console = Console.run(
                "compare",
                write("1.json", REQUEST, 0.80, 0.50),
                write("2.json", REQUEST.replace("seed: 1", "seed: 2"), 0.82, 0.54),
                write("3.json", REQUEST.replace("seed: 1", "seed: 7").replace("small", "again"), 0.84, 0.52));

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .first()
                .asString()
                .startsWith("fashion-mnist-mini, 1,000 test images: small-")
                .contains(", again-");
        assertThat(console.out().lines().skip(1))
                .containsExactly(
                        "scenario  pretext   model                      seeds  n   TA %    sd   RA %    sd  fgsm %    "
                                + "sd"
                                + "  pgd-20 %    sd",
                        "P1,F4     none      none/full-adversarial      1,2,7  3  82.00  2.00  52.00  2.00   62.00  "
                                + "2.00"
                                + "     52.00  2.00",
                        "P3,F4     rotation  rotation/full-adversarial  1,2,7  3  83.00  2.00  53.00  2.00   63.00  "
                                + "2.00"
                                + "     53.00  2.00");
    }

    @Test
    void singleSeedHasNoDeviationAndSingleAttackNoColumn() throws IOException {
        Console console =
                Console.run("compare", write("1.json", REQUEST.replace("[fgsm, pgd-20]", "[pgd-20]"), 0.80, 0.50));

        assertThat(console.out().lines().skip(1))
                .containsExactly(
                        "scenario  pretext   model                      seeds  n   TA %   RA %",
                        "P1,F4     none      none/full-adversarial      1      1  80.00  50.00",
                        "P3,F4     rotation  rotation/full-adversarial  1      1  81.00  51.00");
    }

    @Test
    void differentRequestsAreGroupedUnderTheirDifferingFields() throws IOException {
        String wider = REQUEST.replace("seed: 1", "seed: 1\nmodel: {depth: 10, width: 16}");
        String longer = REQUEST.replace("{from: none}", "{from: none, epochs: 9, beta: 5}");

        Console console = Console.run(
                "compare",
                write("1.json", REQUEST, 0.80, 0.50),
                write("w.json", wider, 0.82, 0.54),
                write("l.json", longer, 0.82, 0.54),
                write("2.json", REQUEST.replace("seed: 1", "seed: 2"), 0.82, 0.54));

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines().filter(line -> line.startsWith("  ")))
                .containsExactly(
                        "  finetune[none/full-adversarial].beta: 6.0",
                        "  finetune[none/full-adversarial].epochs: 2",
                        "  model.width: 8",
                        "  finetune[none/full-adversarial].beta: 6.0",
                        "  finetune[none/full-adversarial].epochs: 2",
                        "  model.width: 16",
                        "  finetune[none/full-adversarial].beta: 5.0",
                        "  finetune[none/full-adversarial].epochs: 9",
                        "  model.width: 8");
        assertThat(console.out()).contains("none/full-adversarial      1,2    2  81.00  1.41");
    }

    @Test
    void missingEntryIsShownInsteadOfItsFields() throws IOException {
        Console console = Console.run(
                "compare",
                write("1.json", REQUEST, 0.80, 0.50),
                write("2.json", REQUEST.replace(", {from: rotation}", ", {from: rotation, scope: partial}"), 0.8, 0.5));

        assertThat(console.out().lines().filter(line -> line.startsWith("  ")))
                .containsExactly(
                        "  finetune[rotation/full-adversarial]: present",
                        "  finetune[rotation/partial-adversarial]: absent",
                        "  finetune[rotation/full-adversarial]: absent",
                        "  finetune[rotation/partial-adversarial]: present");
    }

    @Test
    void jsonHasFractionsAndNullForUnknownDeviation() throws IOException {
        Console one = Console.run("compare", "--json", write("1.json", REQUEST, 0.80, 0.50));
        Console two = Console.run(
                "compare",
                "--json",
                folder.resolve("1.json").toString(),
                write("2.json", REQUEST.replace("seed: 1", "seed: 2"), 0.82, 0.54));

        JsonNode row = Json.mapper().readTree(two.out()).at("/groups/0/rows/0");
        assertThat(row.at("/n").intValue()).isEqualTo(2);
        assertThat(row.at("/seeds")).hasToString("[1,2]");
        assertThat(row.at("/robustAccuracy/mean").doubleValue()).isEqualTo(0.52);
        assertThat(row.at("/attacks/pgd-20/deviation").doubleValue()).isCloseTo(0.028284, within(1e-6));
        assertThat(Json.mapper()
                        .readTree(one.out())
                        .at("/groups/0/rows/0/robustAccuracy/deviation")
                        .isNull())
                .isTrue();
    }

    @Test
    void reportSavedByALocalRunIsFoundById() throws IOException {
        Report report = report(REQUEST, 0.8, 0.5, 1000, "ab");
        Path saved = folder.resolve("home/reports").resolve(report.experiment());
        Files.createDirectories(saved);
        Files.write(saved.resolve("report.json"), Json.pretty(report));

        Console console =
                Console.run("compare", "--home", folder.resolve("home").toString(), "--kafka", "", report.experiment());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains(report.experiment(), "80.00");
    }

    @Test
    void duplicateSeedIsRejected() throws IOException {
        assertRejected(report(REQUEST.replace("small", "again"), 0.8, 0.5, 1000, "ab"), "the seed 1", "each seed once");
    }

    @Test
    void otherDataSetOfTheSameNameIsRejected() throws IOException {
        assertRejected(report(REQUEST.replace("seed: 1", "seed: 2"), 0.8, 0.5, 1000, "cd"), "SHA-256", "cdcd", "abab");
    }

    @Test
    void otherNumberOfImagesIsRejected() throws IOException {
        assertRejected(report(REQUEST.replace("seed: 1", "seed: 2"), 0.8, 0.5, 40, "ab"), "test images", "40", "1000");
    }

    @Test
    void otherAttacksAreRejected() throws IOException {
        Report report = report(REQUEST.replace("seed: 1", "seed: 2"), 0.8, 0.5, 1000, "ab");
        List<ReportRow> rows = new ArrayList<>(report.rows());
        rows.set(1, row("rotation/full-adversarial", "P3,F4", "rotation", 0.8, Map.of("fgsm", 0.5)));

        assertRejected(
                with(report, rows, report.provenance()), "rotation/full-adversarial", "[fgsm]", "[fgsm, pgd-20]");
    }

    @Test
    void otherModelsAreRejected() throws IOException {
        Report report = report(REQUEST.replace("seed: 1", "seed: 2"), 0.8, 0.5, 1000, "ab");

        assertRejected(with(report, report.rows().subList(0, 1), report.provenance()), "the models");
    }

    @Test
    void reportWithoutItsRequestIsRejected() throws IOException {
        Report report = report(REQUEST, 0.8, 0.5, 1000, "ab");

        assertRejected(with(report, report.rows(), Map.of()), "provenance.request");
    }

    @Test
    void fileThatIsNotAReportIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        Console console = Console.run("compare", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("compare: " + file + " is not a report")
                .hasLineCount(1);
        assertThat(Console.run("compare", folder.resolve("none.json").toString())
                        .err())
                .contains("no such file");
    }

    @Test
    void allMissingFilesAreNamed() {
        Console console = Console.run("compare", "none/a.json", "none/b.json");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err().lines())
                .containsExactly("compare: no such file: none/a.json", "compare: no such file: none/b.json");
    }

    private void assertRejected(Report other, String... expected) throws IOException {
        Path file = Files.write(folder.resolve("other.json"), Json.pretty(other));

        Console console = Console.run("compare", write("1.json", REQUEST, 0.80, 0.50), file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("compare: " + other.experiment()).contains(expected);
        assertThat(console.out()).isEmpty();
    }

    private String write(String name, String request, double standard, double robust) throws IOException {
        Report report = report(request, standard, robust, 1000, "ab");
        return Files.write(folder.resolve(name), Json.pretty(report)).toString();
    }

    /** The second model is one point better in all metrics; under FGSM both are ten points better. */
    private static Report report(String yaml, double standard, double robust, int images, String digest) {
        ExperimentRequest request = RequestReader.read(yaml.getBytes(UTF_8));
        List<ReportRow> rows = new ArrayList<>();
        for (int i = 0; i < request.finetune().size(); i++) {
            Map<String, Double> attacks = new HashMap<>();
            for (AttackName attack : request.evaluate().attacks()) {
                attacks.put(
                        attack.toString(),
                        robust + 0.01 * i + (attack.toString().equals("fgsm") ? 0.1 : 0));
            }
            FinetuneEntry entry = request.finetune().get(i);
            rows.add(row(
                    entry.subject(), request.scenario(entry), request.pretext(entry), standard + 0.01 * i, attacks));
        }
        return new Report(
                SchemaVersion.VERSION,
                request.id(),
                "fashion-mnist-mini",
                images,
                Map.of(),
                rows,
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(
                        "request",
                        Json.mapper().convertValue(request, Map.class),
                        "dataset",
                        Map.of("name", "fashion-mnist-mini", "sha256", digest.repeat(32))));
    }

    private static ReportRow row(
            String subject, String scenario, String pretext, double standard, Map<String, Double> attacks) {
        double robust =
                attacks.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return ReportRow.builder(subject, scenario, pretext)
                .standardAccuracy(standard)
                .robustAccuracy(robust, List.of(0.0, 1.0))
                .attacks(attacks)
                .bestEpoch(OptionalInt.of(2))
                .work(0, 1)
                .build();
    }

    private static Report with(Report report, List<ReportRow> rows, Map<String, Object> provenance) {
        return new Report(
                report.schema(),
                report.experiment(),
                report.dataset(),
                report.images(),
                report.imagesPerClass(),
                rows,
                report.failed(),
                report.transfer(),
                report.alarms(),
                provenance);
    }
}
