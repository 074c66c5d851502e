package io.redoubt.eval.report.figures;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import java.util.List;
import java.util.Map;

/**
 * The content of a rendered report.
 *
 * @param report the figures
 * @param request the request
 * @param dataset the data set
 * @param histories by subject, the history of its fine-tuning
 * @param examples by subject, some adversarial examples, of the same images for every subject
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
