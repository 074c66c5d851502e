package io.redoubt.eval;

import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.eval.report.ReportWork;
import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.evaluate}: evaluations, transfers and reports. */
@ApplicationScoped
public class EvaluateListener {

    private final JobRunner runner;
    private final EvaluateWork evaluate;
    private final TransferWork transfer;
    private final ReportWork report;

    EvaluateListener(
            JobRunner runner,
            ReportWork report,
            @ConfigProperty(name = "redoubt.evaluation.batch", defaultValue = "auto") BatchSize batch) {
        this.runner = runner;
        this.report = report;
        evaluate = new EvaluateWork(batch);
        transfer = new TransferWork(batch);
    }

    @Incoming("evaluate-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, evaluate, transfer, report);
    }
}
