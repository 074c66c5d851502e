package io.redoubt.eval.report;

import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.core.evaluate.RobustBenchExport;
import io.redoubt.eval.report.figures.Environment;
import io.redoubt.eval.report.figures.ReportBuilder;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.page.HtmlReport;
import io.redoubt.eval.report.page.MarkdownReport;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.pipeline.job.ResultReader;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.worker.ScratchFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Creates the report of an experiment. Once it is committed, copies it to the experiment's folder and publishes it. */
@ApplicationScoped
public class ReportWork implements JobWork<ReportSpec> {

    private static final String REQUEST = "request.json";

    private final ObjectStore store;
    private final ResultTopic results;
    private final Clock clock;

    ReportWork(ObjectStore store, ResultTopic results, Clock clock) {
        this.store = store;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public Class<ReportSpec> specType() {
        return ReportSpec.class;
    }

    @Override
    public JobResult run(ReportSpec spec, JobContext context) throws IOException {
        DatasetManifest dataset = context.datasetManifest(spec.dataset());
        ReportInputs inputs = new ReportInputs(spec, context);
        Map<String, List<EpochRecord>> histories = inputs.histories();
        Report report = new ReportBuilder(
                        spec.experiment(),
                        spec.request(),
                        dataset,
                        inputs.testImages().isMixed(),
                        spec.failures(),
                        Environment.current(clock.instant()))
                .build(inputs.results(), inputs.ensembles(), histories, inputs.transfers());
        ReportDocument document =
                new ReportDocument(report, spec.request(), dataset, histories, inputs.examples(report));
        return JobResult.of(
                Map.of(),
                ScratchFiles.write(context, ResultFileNames.REPORT_JSON, Json.pretty(report)),
                ScratchFiles.write(context, ResultFileNames.REPORT_HTML, utf8(HtmlReport.render(document))),
                ScratchFiles.write(context, ResultFileNames.REPORT_MARKDOWN, utf8(MarkdownReport.render(document))),
                ScratchFiles.write(
                        context,
                        ResultFileNames.ROBUSTBENCH,
                        Json.pretty(RobustBenchExport.entries(report, spec.request(), dataset))));
    }

    /**
     * Copies all parts of the report to {@code experiments/<id>/} and publishes it. Idempotent. A report of an older
     * version may have fewer parts.
     */
    @Override
    public void published(Job job, ResultManifest manifest, ResultReader reader) {
        ReportSpec spec = (ReportSpec) job.spec();
        store.put(StoreKeys.experiment(spec.experiment(), REQUEST), Json.pretty(spec.request()));
        for (Artifact part : manifest.parts()) {
            store.put(StoreKeys.experiment(spec.experiment(), part.part()), reader.read(part.part()));
        }
        results.publish(Json.read(reader.read(ResultFileNames.REPORT_JSON), Report.class));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
