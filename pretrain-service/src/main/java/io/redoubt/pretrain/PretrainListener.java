package io.redoubt.pretrain;

import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.pretrain.<pretext>}. */
@ApplicationScoped
public class PretrainListener {

    private final JobRunner runner;
    private final PretrainWork work = new PretrainWork();

    PretrainListener(JobRunner runner) {
        this.runner = runner;
    }

    @Incoming("pretrain-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, work);
    }
}
