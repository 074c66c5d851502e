package io.redoubt.eval;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.evaluate.ExamplesCheck;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Predicts the clean test images and the stored adversarial examples, after checking every example's radius and range. */
final class EvaluateWork implements JobWork<EvaluateSpec> {

    @Override
    public Class<EvaluateSpec> specType() {
        return EvaluateSpec.class;
    }

    @Override
    public JobResult run(EvaluateSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        Ball ball = Ball.of(spec.threat());
        try (SubjectRun subject = SubjectRun.of(context)) {
            Predictions clean = subject.predict(images, spec.images());
            Map<String, List<Integer>> attacks = new TreeMap<>();
            Map<String, Integer> differing = new TreeMap<>();
            for (AttackName attack : spec.attacks()) {
                attacks.put(
                        attack.toString(),
                        subject.predict(spec.shards(context.roles(), attack), (examples, predicted) -> {
                            ExamplesCheck.requireWithin(examples, images, ball);
                            differing.merge(attack.toString(), examples.differ(predicted), Integer::sum);
                        }));
            }
            differing.values().removeIf(count -> count == 0);
            Path scores = context.scratch().resolve(ResultFileNames.SCORES);
            Files.write(
                    scores,
                    Json.canonical(new Scores(
                            SchemaVersion.VERSION,
                            SubjectRun.boxed(clean.labels()),
                            SubjectRun.boxed(clean.predicted()),
                            attacks,
                            differing)));
            double passes = (double) spec.images() * (1 + attacks.size()) * subject.networks();
            return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, passes), scores);
        }
    }
}
