package io.redoubt.eval;

import io.redoubt.eval.report.ReportWork;
import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.evaluate}: evaluations, transfers and reports. */
@ApplicationScoped
public class EvaluateListener {

    private final JobRunner runner;
    private final EvaluateWork evaluate = new EvaluateWork();
    private final TransferWork transfer = new TransferWork();
    private final ReportWork report;

    EvaluateListener(JobRunner runner, ReportWork report) {
        this.runner = runner;
        this.report = report;
    }

    @Incoming("evaluate-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, evaluate, transfer, report);
    }
}
