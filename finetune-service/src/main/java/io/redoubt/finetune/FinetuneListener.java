package io.redoubt.finetune;

import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.finetune}. */
@ApplicationScoped
public class FinetuneListener {

    private final JobRunner runner;
    private final FinetuneWork work = new FinetuneWork();

    FinetuneListener(JobRunner runner) {
        this.runner = runner;
    }

    @Incoming("finetune-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, work);
    }
}
