package io.redoubt.eval;

import io.redoubt.api.Json;
import io.redoubt.api.Schema;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.ModelRoles;
import io.redoubt.api.job.Parts;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.ExamplesCheck;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.Subject;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        Subject subject = Subject.read(
                ModelRoles.in(context.roles()).stream().map(context::input).toList());
        IndexRange all = new IndexRange(0, spec.images());
        try (ClassifierRun classifier = new ClassifierRun(subject.classifier(), subject.weights())) {
            Predictions clean = classifier.predict(images, all, context::progress);
            Map<String, List<Integer>> attacks = new TreeMap<>();
            for (AttackName attack : spec.attacks()) {
                attacks.put(attack.toString(), underAttack(attack, spec, context, images, classifier));
            }
            Path scores = context.scratch().resolve(Parts.SCORES);
            Files.write(
                    scores,
                    Json.canonical(
                            new Scores(Schema.VERSION, boxed(clean.labels()), boxed(clean.predicted()), attacks)));
            double passes = (double) spec.images()
                    * (1 + attacks.size())
                    * subject.members().size();
            return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, passes), scores);
        }
    }

    private static List<Integer> underAttack(
            AttackName attack, EvaluateSpec spec, JobContext context, ImageSet images, ClassifierRun classifier)
            throws IOException {
        Ball ball = Ball.of(spec.threat());
        List<Integer> predictions = new ArrayList<>();
        for (EvaluateSpec.Shard shard : spec.shards(context.job().inputs().keySet(), attack)) {
            AdversarialExamples examples =
                    AdversarialExamples.read(context.input(shard.role()), new IndexRange(shard.from(), shard.to()));
            ExamplesCheck.requireWithin(examples, images, ball);
            predictions.addAll(
                    boxed(classifier.predict(examples, context::progress).predicted()));
        }
        return predictions;
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
