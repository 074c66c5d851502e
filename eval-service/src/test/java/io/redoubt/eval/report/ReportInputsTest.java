package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.request.RequestReader;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.eval.report.figures.SubjectEvaluation;
import io.redoubt.eval.report.figures.SubjectResults;
import io.redoubt.pipeline.job.JobContext;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models and their ensemble, whose name begins with that of the first. */
class ReportInputsTest {

    private static final String SUBJECT = "none/full-adversarial";
    private static final String ENSEMBLE = "none/full-adversarial+none/full-standard";
    private static final ReportSpec SPEC = new ReportSpec(
            "inputs-0123456789",
            RequestReader.read("""
            name: inputs
            finetune: [{from: none}, {from: none, training: standard}]
            evaluate:
              attacks: [pgd-20, autoattack]
              ensembles: [[none/full-adversarial, none/full-standard]]
              corruptions: true
            """.getBytes(StandardCharsets.UTF_8)),
            SampleExperiment.DATASET.ref(),
            Map.of());

    @TempDir
    private Path folder;

    private final Map<String, ResultManifest> producers = new HashMap<>();

    @Test
    void everyAttackHasTheJobsOfItsOwnShards() throws Exception {
        writeAll();

        SubjectEvaluation evaluation = inputs().results().get(SUBJECT).evaluation();

        assertThat(evaluation.attacks().keySet()).containsExactly("pgd-20", "autoattack");
        assertThat(evaluation.attacks().get("pgd-20"))
                .containsExactly(
                        producers.get("examples/" + SUBJECT + "/pgd-20/0-500"),
                        producers.get("examples/" + SUBJECT + "/pgd-20/500-1000"));
        assertThat(evaluation.evaluation()).isEqualTo(producers.get("scores/" + SUBJECT));
        assertThat(evaluation.jobs()).hasSize(3 + 1);
    }

    @Test
    void checksAndCorruptionsAreThoseOfTheSubject() throws Exception {
        writeAll();

        Map<String, SubjectResults> models = inputs().results();
        SubjectEvaluation ensemble = inputs().ensembles().get(ENSEMBLE).evaluation();

        assertThat(models.get(SUBJECT).evaluation().diagnosis()).contains(SampleExperiment.diagnosis(70, 60));
        assertThat(models.get(SUBJECT).evaluation().corruptions())
                .extracting(CorruptionScores::from)
                .containsExactlyInAnyOrder(0, 500);
        assertThat(ensemble.diagnosis()).contains(SampleExperiment.diagnosis(90, 80));
        assertThat(ensemble.corruptions()).isEmpty();
    }

    @Test
    void unrequestedResultsAreEmpty() throws Exception {
        writeAll();

        SubjectEvaluation evaluation =
                inputs().results().get("none/full-standard").evaluation();

        assertThat(evaluation.diagnosis()).isEqualTo(Optional.<GradientMaskingDiagnosis>empty());
        assertThat(evaluation.corruptions()).isEmpty();
    }

    @Test
    void failedSubjectIsMissingAndItsEnsembleIsNot() throws Exception {
        writeAll();
        producers.remove("scores/" + SUBJECT);
        Map<String, String> failures = Map.of(
                "scores/" + SUBJECT, "evaluate/a: failed", "corruptions/" + SUBJECT + "/0-500", "attack/b: failed");

        ReportInputs inputs = inputs(SPEC.withFailures(failures));

        assertThat(inputs.results()).containsOnlyKeys("none/full-standard");
        assertThat(inputs.ensembles().get(ENSEMBLE).training())
                .containsExactlyInAnyOrder(
                        producers.get("finetune/" + SUBJECT), producers.get("finetune/none/full-standard"));
    }

    @Test
    void incompleteCorruptionsAreEmpty() throws Exception {
        writeAll();
        producers.remove("corruptions/" + SUBJECT + "/0-500");

        ReportInputs inputs =
                inputs(SPEC.withFailures(Map.of("corruptions/" + SUBJECT + "/0-500", "attack/b: failed")));

        assertThat(inputs.results().get(SUBJECT).evaluation().corruptions()).isEmpty();
    }

    private void writeAll() throws Exception {
        for (String subject : SPEC.request().subjects()) {
            write("scores/" + subject, SampleExperiment.scores(800, Map.of("pgd-20", 500, "autoattack", 450)));
            write("examples/" + subject + "/pgd-20/0-500", "");
            write("examples/" + subject + "/pgd-20/500-1000", "");
            write("examples/" + subject + "/autoattack/0-1000", "");
            write("finetune/" + subject, "");
        }
        write("diagnosis/" + SUBJECT, SampleExperiment.diagnosis(70, 60));
        write("diagnosis/" + ENSEMBLE, SampleExperiment.diagnosis(90, 80));
        write(
                "corruptions/" + SUBJECT + "/0-500",
                new CorruptionScores(SchemaVersion.VERSION, 0, List.of(1), Map.of()));
        write(
                "corruptions/" + SUBJECT + "/500-1000",
                new CorruptionScores(SchemaVersion.VERSION, 500, List.of(1), Map.of()));
    }

    private void write(String role, Object content) throws Exception {
        producers.put(role, SampleExperiment.manifest(role, Stage.ATTACK, 1, 1, 1));
        Files.write(file(role), Json.canonical(content));
    }

    private Path file(String role) {
        return folder.resolve(role.replace('/', '_'));
    }

    private ReportInputs inputs() {
        return inputs(SPEC);
    }

    private ReportInputs inputs(ReportSpec spec) {
        Map<String, Artifact> inputs = new HashMap<>();
        producers.forEach((role, producer) -> inputs.put(role, producer.parts().get(0)));
        Job job = Job.of(spec.experiment(), "report", spec, inputs);
        JobContext context = (JobContext) Proxy.newProxyInstance(
                JobContext.class.getClassLoader(),
                new Class<?>[] {JobContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "job" -> job;
                    case "input" -> file((String) arguments[0]);
                    case "producer" -> producers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new ReportInputs(spec, context);
    }
}
