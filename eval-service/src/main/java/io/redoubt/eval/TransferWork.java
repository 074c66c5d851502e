package io.redoubt.eval;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.evaluate.ExamplesCheck;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Predicts, with one subject, the stored adversarial examples that were made for others. */
final class TransferWork implements JobWork<TransferSpec> {

    @Override
    public Class<TransferSpec> specType() {
        return TransferSpec.class;
    }

    @Override
    public JobResult run(TransferSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        List<Integer> labels =
                IntStream.range(0, spec.images()).map(images::label).boxed().toList();
        Map<String, Map<String, List<Integer>>> sources = new TreeMap<>();
        try (SubjectRun subject = SubjectRun.of(context)) {
            for (String source : spec.sources()) {
                Map<String, List<Integer>> attacks = new TreeMap<>();
                for (AttackName attack : spec.attacks()) {
                    attacks.put(
                            attack.toString(),
                            subject.predict(
                                    spec.shards(context.roles(), source, attack),
                                    (examples, predicted) -> ExamplesCheck.requireLabels(examples, images)));
                }
                sources.put(source, attacks);
            }
            Path scores = context.scratch().resolve(ResultFileNames.TRANSFER);
            Files.write(scores, Json.canonical(new TransferScores(SchemaVersion.VERSION, labels, sources)));
            double passes = (double) spec.images()
                    * spec.sources().size()
                    * spec.attacks().size()
                    * subject.networks();
            return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, passes), scores);
        }
    }
}
