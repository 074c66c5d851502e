package io.redoubt.attack;

import io.redoubt.api.Json;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.attack.AttackOutcome;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.AttackState;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.CorruptionEvaluation;
import io.redoubt.core.model.EvaluationSubject;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Makes adversarial examples for a range of test images, going on from the last checkpoint if there is one, and keeps them
 * in full precision. Corrupted images need not be kept: what is made of those is what the subject says of them, always from
 * the beginning.
 */
final class AttackWork implements JobWork<AttackSpec> {

    @Override
    public Class<AttackSpec> specType() {
        return AttackSpec.class;
    }

    @Override
    public JobResult run(AttackSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        return spec.attack().corrupts() ? corrupt(spec, context, images) : attack(spec, context, images);
    }

    private static JobResult corrupt(AttackSpec spec, JobContext context, ImageSet images) throws IOException {
        EvaluationSubject subject = AttackedSubject.read(context);
        IndexRange range = new IndexRange(spec.from(), spec.to());
        try (ClassifierRun classifier = new ClassifierRun(subject.classifier(), subject.weights())) {
            CorruptionScores scores =
                    new CorruptionEvaluation(classifier, images, spec.seed()).predict(range, context::progress);
            Path file = Files.write(context.scratch().resolve(ResultFileNames.CORRUPTIONS), Json.canonical(scores));
            double passes = (double) range.size()
                    * CorruptionEvaluation.passes()
                    * subject.members().size();
            return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, passes), file);
        }
    }

    private static JobResult attack(AttackSpec spec, JobContext context, ImageSet images) throws IOException {
        Ball ball = Ball.of(spec.threat());
        try (AttackedSubject subject = AttackedSubject.of(context, images.shape())) {
            AttackRun attack = new AttackRun(
                    subject.logits(),
                    Attacks.of(spec.attack(), ball, spec.step().value()),
                    ball);
            Optional<Path> checkpoint = context.latestCheckpoint();
            Optional<AttackState> from = checkpoint.isPresent()
                    ? Optional.of(AttackState.read(checkpoint.get(), images.shape()))
                    : Optional.empty();
            AttackResult result = attack.perturb(
                    images, new IndexRange(spec.from(), spec.to()), spec.seed(), from, new JobObserver(context));
            Path examples = context.scratch().resolve(ResultFileNames.EXAMPLES);
            result.examples().write(examples);
            Map<String, Double> metrics = subject.metrics(result.passes());
            result.rungs().forEach(rung -> metrics.putAll(metrics(rung)));
            return JobResult.of(metrics, examples);
        }
    }

    /** What an attack of the ladder did, by its name. */
    private static Map<String, Double> metrics(AttackOutcome rung) {
        String attack = rung.attack();
        return Map.of(
                ResultManifest.ofRung(attack, ResultManifest.ATTACKED), (double) rung.attacked(),
                ResultManifest.ofRung(attack, ResultManifest.FOOLED), (double) rung.fooled(),
                ResultManifest.ofRung(attack, ResultManifest.SECONDS), rung.seconds());
    }
}
