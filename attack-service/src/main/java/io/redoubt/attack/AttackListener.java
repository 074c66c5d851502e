package io.redoubt.attack;

import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.attack}. */
@ApplicationScoped
public class AttackListener {

    private final JobRunner runner;
    private final AttackWork attack = new AttackWork();
    private final GradientMaskingWork diagnose = new GradientMaskingWork();

    AttackListener(JobRunner runner) {
        this.runner = runner;
    }

    @Incoming("attack-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, attack, diagnose);
    }
}
