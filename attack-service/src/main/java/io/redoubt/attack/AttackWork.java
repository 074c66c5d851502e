package io.redoubt.attack;

import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.ModelRoles;
import io.redoubt.api.job.Parts;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.LinfBall;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.model.Subject;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes adversarial examples for a range of test images and keeps them in full precision. */
final class AttackWork implements JobWork<AttackSpec> {

    @Override
    public Class<AttackSpec> specType() {
        return AttackSpec.class;
    }

    @Override
    public JobResult run(AttackSpec spec, JobContext context) throws IOException {
        ImageDataset dataset = DatasetFile.read(context.dataset(spec.dataset()));
        Subject subject = Subject.read(
                ModelRoles.in(context.roles()).stream().map(context::input).toList());
        IndexRange range = new IndexRange(spec.from(), spec.to());
        LinfBall ball = new LinfBall(spec.threat().eps().value());
        Path examples = context.scratch().resolve(Parts.EXAMPLES);
        try (AttackRun attack = new AttackRun(
                subject.classifier(),
                subject.weights(),
                Attacks.of(spec.attack(), ball, spec.step().value()))) {
            AdversarialExamples made = attack.perturb(dataset.test(), range, spec.seed(), context::progress);
            made.write(examples);
            double passes = (double) range.size()
                    * attack.passesPerImage()
                    * subject.members().size();
            return JobResult.of(Map.of(ResultManifest.FORWARD_PASSES, passes), examples);
        }
    }
}
