package io.redoubt.eval;

import io.redoubt.api.IndexRange;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.ImageShard;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.report.Scores;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.Evaluation;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.evaluate.VerifiedExamples;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.worker.JobInputs;
import io.redoubt.worker.JobMetrics;
import io.redoubt.worker.ScratchFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Predicts the clean test images and, after checking each against the threat model, the stored adversarial examples. */
final class EvaluateWork implements JobWork<EvaluateSpec> {

    private final BatchSize batch;

    EvaluateWork(BatchSize batch) {
        this.batch = batch;
    }

    @Override
    public Class<EvaluateSpec> specType() {
        return EvaluateSpec.class;
    }

    @Override
    public JobResult run(EvaluateSpec spec, JobContext context) throws IOException {
        ImageDataset dataset = JobInputs.dataset(context, spec.dataset());
        ImageSet images = dataset.test();
        Ball ball = Ball.of(spec.threat());
        try (LogitFunction model = JobInputs.model(context, images.shape(), batch)) {
            Evaluation evaluation = new Evaluation(model, images);
            evaluation.predictionMemory().require();
            Predictions clean = evaluation.clean(new IndexRange(0, spec.images()), context::progress);
            Map<String, List<Integer>> attacks = new TreeMap<>();
            Map<String, Integer> differing = new TreeMap<>();
            for (AttackName attack : spec.attacks()) {
                List<Integer> predicted = new ArrayList<>();
                for (ImageShard shard : spec.shards(context.roles(), attack)) {
                    VerifiedExamples verified =
                            evaluation.verify(JobInputs.examples(context, shard), ball, context::progress);
                    predicted.addAll(verified.predictions().predictedList());
                    differing.merge(attack.toString(), verified.differing(), Integer::sum);
                }
                attacks.put(attack.toString(), predicted);
            }
            differing.values().removeIf(count -> count == 0);
            Scores scores =
                    new Scores(SchemaVersion.VERSION, clean.labelList(), clean.predictedList(), attacks, differing);
            return JobResult.of(
                            JobMetrics.evaluation(evaluation.passes(), scores),
                            ScratchFiles.writeJson(context, ResultFileNames.SCORES, scores))
                    .withAlarms(EvaluationAlarms.of(
                            spec.attacks(),
                            scores,
                            new ClassNames(spec.dataset().name(), dataset.classes())));
        }
    }
}
