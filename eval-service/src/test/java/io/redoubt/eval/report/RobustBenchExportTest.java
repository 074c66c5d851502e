package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.RobustBenchEntry;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.core.evaluate.RobustBenchExport;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.figures.SampleEnsembles;
import io.redoubt.eval.report.figures.SampleEverything;
import io.redoubt.eval.report.figures.SampleExperiment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RobustBenchExportTest {

    private static final String SUBJECT = "rotation/full-adversarial";
    private static final ReportDocument EVERYTHING = SampleEverything.document();

    @Test
    void fileIsValidAndInPercent() throws Exception {
        JsonNode file = Json.mapper().readTree(Json.pretty(entries(EVERYTHING, SampleExperiment.DATASET)));

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(SchemaLocation.of("classpath:schema/robustbench.json"))
                        .validate(file))
                .isEmpty();
        assertThat(file.size()).isEqualTo(4);
        assertThat(file.get(SUBJECT)).isEqualTo(Json.mapper().readTree("""
                        {"link": null, "name": "quickstart-0123456789: rotation/full-adversarial", "authors": null,
                         "additional_data": false, "number_forward_passes": 1, "dataset": "fashion-mnist-mini", "venue": null,
                         "architecture": "PreActResNet-10, width 8", "eps": "8/255", "clean_acc": "78.10", "reported": "68.40",
                         "autoattack_acc": "68.40", "corruptions_acc": "67.48", "unreliable": false}
                        """));
    }

    /** RobustBench requires AutoAttack on all test images. */
    @Test
    void autoAttackOnASubsetIsOmitted() {
        DatasetManifest larger = dataset("fashion-mnist-mini", 2 * SampleExperiment.IMAGES);

        RobustBenchEntry entry = entries(EVERYTHING, larger).get(SUBJECT);

        assertThat(entry.autoattackAcc()).isEmpty();
        assertThat(entry.reported()).isEqualTo("68.40");
        assertThat(entry.footnote()).contains("on the first 1,000 of 2,000 test images");
    }

    @Test
    void unmeasuredFieldsAreOmitted() {
        RobustBenchEntry entry =
                entries(SampleExperiment.document(), SampleExperiment.DATASET).get(SUBJECT);

        assertThat(entry.autoattackAcc()).isEmpty();
        assertThat(entry.corruptionsAcc()).isEmpty();
        assertThat(entry.footnote()).isEmpty();
        assertThat(entry.reported()).isEqualTo("71.40");
    }

    @Test
    void subjectWithADoubtfulFigureIsUnreliable() {
        ReportDocument doubted = SampleExperiment.withRow(
                EVERYTHING,
                3,
                EVERYTHING.report().rows().get(3).toBuilder().unreliable(true).build());

        assertThat(entries(doubted, SampleExperiment.DATASET).values())
                .extracting(RobustBenchEntry::unreliable)
                .containsExactly(false, false, false, true);
    }

    @Test
    void ensembleCountsItsNetworks() {
        ReportDocument ensembles = SampleEnsembles.document();

        RobustBenchEntry entry =
                entries(ensembles, SampleExperiment.DATASET).get("none/full-adversarial+rotation/full-adversarial");

        assertThat(entry.numberForwardPasses()).isEqualTo(2);
        assertThat(entry.architecture()).isEqualTo("PreActResNet-10, width 8 + PreActResNet-10, width 8");
    }

    @Test
    void cifarSetsHaveTheNamesOfRobustBench() {
        ReportDocument cifar = SampleEnsembles.document("cifar-10");

        assertThat(entries(cifar, SampleExperiment.DATASET).values())
                .extracting(RobustBenchEntry::dataset)
                .containsOnly("cifar10");
    }

    private static Map<String, RobustBenchEntry> entries(ReportDocument document, DatasetManifest dataset) {
        ExperimentRequest request = document.request();
        return RobustBenchExport.entries(document.report(), request, dataset);
    }

    private static DatasetManifest dataset(String name, int test) {
        DatasetManifest sample = SampleExperiment.DATASET;
        return new DatasetManifest(
                SchemaVersion.VERSION, name, sample.sha256(), sample.bytes(), sample.classes(), 1, 32, 32, 5000, test);
    }
}
