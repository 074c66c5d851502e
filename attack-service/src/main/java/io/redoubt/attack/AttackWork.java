package io.redoubt.attack;

import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.ModelRoles;
import io.redoubt.api.job.Parts;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.RungResult;
import io.redoubt.core.attack.ScriptedLogits;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.model.Subject;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Makes adversarial examples for a range of test images and keeps them in full precision. */
final class AttackWork implements JobWork<AttackSpec> {

    @Override
    public Class<AttackSpec> specType() {
        return AttackSpec.class;
    }

    @Override
    public JobResult run(AttackSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        Subject subject = Subject.read(
                ModelRoles.in(context.roles()).stream().map(context::input).toList());
        Ball ball = Ball.of(spec.threat());
        try (ScriptedLogits function = new ScriptedLogits(subject.classifier(), subject.weights(), images.shape())) {
            AttackRun attack = new AttackRun(
                    function, Attacks.of(spec.attack(), ball, spec.step().value()), ball);
            AttackResult result =
                    attack.perturb(images, new IndexRange(spec.from(), spec.to()), spec.seed(), context::progress);
            Path examples = context.scratch().resolve(Parts.EXAMPLES);
            result.examples().write(examples);
            return JobResult.of(metrics(result, subject.members().size()), examples);
        }
    }

    /** Passes count each member of an ensemble. */
    private static Map<String, Double> metrics(AttackResult result, int members) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put(ResultManifest.FORWARD_PASSES, (double) result.passes().forward() * members);
        metrics.put(ResultManifest.BACKWARD_PASSES, (double) result.passes().backward() * members);
        for (RungResult rung : result.rungs()) {
            metrics.put(rung.attack() + ".attacked", (double) rung.attacked());
            metrics.put(rung.attack() + ".fooled", (double) rung.fooled());
            metrics.put(rung.attack() + "." + ResultManifest.SECONDS, rung.seconds());
        }
        return metrics;
    }
}
