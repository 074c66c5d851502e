package io.redoubt.attack;

import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.pipeline.job.JobRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives jobs from {@code redoubt.jobs.attack}. */
@ApplicationScoped
public class AttackListener {

    private final JobRunner runner;
    private final AttackWork attack;
    private final GradientMaskingWork diagnose;

    AttackListener(
            JobRunner runner,
            @ConfigProperty(name = "redoubt.evaluation.batch", defaultValue = "auto") BatchSize batch) {
        this.runner = runner;
        attack = new AttackWork(batch);
        diagnose = new GradientMaskingWork(batch);
    }

    @Incoming("attack-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, attack, diagnose);
    }
}
