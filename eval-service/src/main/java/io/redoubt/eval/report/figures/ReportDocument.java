package io.redoubt.eval.report.figures;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import java.util.List;
import java.util.Map;

/**
 * All that a rendering shows.
 *
 * @param report the figures
 * @param request what was asked for
 * @param dataset the data set
 * @param histories by subject, its training history
 * @param examples by subject, some adversarial examples; every subject with the same images, or none
 */
public record ReportDocument(
        Report report,
        ExperimentRequest request,
        DatasetManifest dataset,
        Map<String, List<EpochRecord>> histories,
        Map<String, List<AdversarialExample>> examples) {

    public ReportDocument {
        histories = Map.copyOf(histories);
        examples = Map.copyOf(examples);
    }
}
