package io.redoubt.eval;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.ImageShard;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.report.TransferScores;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.Evaluation;
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
import java.util.stream.IntStream;

/** Predicts stored adversarial examples that were made for other subjects. */
final class TransferWork implements JobWork<TransferSpec> {

    private final BatchSize batch;

    TransferWork(BatchSize batch) {
        this.batch = batch;
    }

    @Override
    public Class<TransferSpec> specType() {
        return TransferSpec.class;
    }

    @Override
    public JobResult run(TransferSpec spec, JobContext context) throws IOException {
        ImageSet images = JobInputs.testImages(context, spec.dataset());
        List<Integer> labels =
                IntStream.range(0, spec.images()).map(images::label).boxed().toList();
        Map<String, Map<String, List<Integer>>> sources = new TreeMap<>();
        try (LogitFunction model = JobInputs.model(context, images.shape(), batch)) {
            Evaluation evaluation = new Evaluation(model, images);
            evaluation.predictionMemory().require();
            for (String source : spec.sources()) {
                Map<String, List<Integer>> attacks = new TreeMap<>();
                for (AttackName attack : spec.attacks()) {
                    List<Integer> predicted = new ArrayList<>();
                    for (ImageShard shard : spec.shards(context.roles(), source, attack)) {
                        predicted.addAll(evaluation
                                .transfer(JobInputs.examples(context, shard), context::progress)
                                .predictedList());
                    }
                    attacks.put(attack.toString(), predicted);
                }
                sources.put(source, attacks);
            }
            TransferScores scores = new TransferScores(SchemaVersion.VERSION, labels, sources);
            return JobResult.of(
                    JobMetrics.forwardPasses(evaluation.passes()),
                    ScratchFiles.writeJson(context, ResultFileNames.TRANSFER, scores));
        }
    }
}
