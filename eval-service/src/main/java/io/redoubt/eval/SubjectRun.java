package io.redoubt.eval;

import io.redoubt.api.job.ExamplesInput;
import io.redoubt.api.job.ModelInputs;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.evaluate.Predictions;
import io.redoubt.core.model.EvaluationSubject;
import io.redoubt.pipeline.job.JobContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** The subject among a job's inputs, loaded to predict images and stored examples. Closing it frees the engine's memory. */
final class SubjectRun implements AutoCloseable {

    private final JobContext context;
    private final int networks;
    private final ClassifierRun classifier;

    private SubjectRun(JobContext context, EvaluationSubject subject) {
        this.context = context;
        this.networks = subject.members().size();
        this.classifier = new ClassifierRun(subject.classifier(), subject.weights());
    }

    /** Loads the subject, by {@link ModelInputs}. */
    static SubjectRun of(JobContext context) throws IOException {
        return new SubjectRun(
                context,
                EvaluationSubject.read(ModelInputs.in(context.roles()).stream()
                        .map(context::input)
                        .toList()));
    }

    /** The first {@code count} images of a set, as they are. */
    Predictions predict(ImageSet images, int count) {
        return classifier.predict(images, new IndexRange(0, count), context::progress);
    }

    /**
     * The predicted class of every image in the shards, in their order; one shard is in memory at a time.
     *
     * @param check sees the examples of a shard and what was predicted for them
     */
    List<Integer> predict(List<ExamplesInput> shards, BiConsumer<AdversarialExamples, int[]> check) throws IOException {
        List<Integer> predictions = new ArrayList<>();
        for (ExamplesInput shard : shards) {
            AdversarialExamples examples =
                    AdversarialExamples.read(context.input(shard.role()), new IndexRange(shard.from(), shard.to()));
            int[] predicted = classifier.predict(examples, context::progress).predicted();
            check.accept(examples, predicted);
            predictions.addAll(boxed(predicted));
        }
        return predictions;
    }

    /** How many networks an image is sent through. */
    int networks() {
        return networks;
    }

    static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
