package io.redoubt.worker;

import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.ImageShard;
import io.redoubt.api.job.InputRoles;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.pipeline.job.JobContext;
import java.io.IOException;

/** Reads the inputs of a job. */
public final class JobInputs {

    private JobInputs() {}

    /** Reads a data set. */
    public static ImageDataset dataset(JobContext context, DatasetRef dataset) throws IOException {
        return DatasetFile.read(context.dataset(dataset));
    }

    /** Reads the test images of a data set. */
    public static ImageSet testImages(JobContext context, DatasetRef dataset) throws IOException {
        return dataset(context, dataset).test();
    }

    /**
     * Loads the subject of the job, one model or an ensemble, into the engine.
     *
     * @param shape shape of its input images
     * @param batch number of images in a batch
     * @throws IllegalArgumentException if the inputs are not the members of one subject
     */
    public static LogitFunction model(JobContext context, ImageShape shape, BatchSize batch) throws IOException {
        EvaluationSubject subject = EvaluationSubject.read(
                InputRoles.models(context.roles()).stream().map(context::input).toList());
        return LoadedModel.of(subject, shape).withBatch(batch);
    }

    /** Reads the adversarial examples of one shard. */
    public static AdversarialExamples examples(JobContext context, ImageShard shard) throws IOException {
        return AdversarialExamples.read(context.input(shard.role()), shard.range());
    }
}
