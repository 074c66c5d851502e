package io.redoubt.pipeline.quarkus;

import io.redoubt.api.job.AttackSpec;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobRunner;
import io.redoubt.pipeline.job.JobWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A minimal service. */
@ApplicationScoped
public class CountingListener {

    private final JobRunner runner;

    CountingListener(JobRunner runner) {
        this.runner = runner;
    }

    @Incoming("attack-jobs")
    CompletionStage<Void> take(Message<byte[]> message) {
        return runner.run(message, new Count());
    }

    private static final class Count implements JobWork<AttackSpec> {

        @Override
        public Class<AttackSpec> specType() {
            return AttackSpec.class;
        }

        @Override
        public JobResult run(AttackSpec spec, JobContext context) throws Exception {
            return JobResult.of(
                    Map.of(), Files.writeString(context.scratch().resolve("count.txt"), Integer.toString(spec.to())));
        }
    }
}
