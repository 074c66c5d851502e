package io.redoubt.eval;

import io.redoubt.api.IndexRange;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.request.AttackName;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.DatasetOrigin;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A job whose inputs are files of one folder, named as their roles with hyphens, on a dozen random images.
 *
 * @param folder inputs and results
 * @param spec what to do
 * @param roles those that have an input
 */
record JobFolder(Path folder, JobSpec spec, Set<String> roles) implements JobContext {

    static final int IMAGES = 12;
    /** Seeds whose weights, though random, say different things of different images. */
    static final int ONE = 94;

    static final int ANOTHER = 28;

    static final DatasetRef DATASET = new DatasetRef("sample", "ab".repeat(32));

    private static final List<String> CLASSES = List.of("cat", "dog", "ship");
    private static final PreActResNet NETWORK = new PreActResNet(10, 2, CLASSES.size(), Normalisation.IMAGENET);
    private static final Artifact ANY = new Artifact("ab".repeat(32), "any", "ab".repeat(32), 1);

    /** The test images, of classes 0, 1, 2, 0 and so on. */
    static ImageSet images() {
        int[] labels = new int[IMAGES];
        Arrays.setAll(labels, image -> image % CLASSES.size());
        return images(labels);
    }

    /** The same images with other labels. */
    static ImageSet images(int... labels) {
        Random random = new Random(5);
        ByteBuffer pixels = ByteBuffer.allocate(labels.length * 3 * 8 * 8);
        while (pixels.hasRemaining()) {
            // A colour for each image, so that random weights can tell them apart.
            int level = random.nextInt(256);
            for (int i = 0; i < 8 * 8; i++) {
                pixels.put((byte) Math.min(255, Math.max(0, level + random.nextInt(33) - 16)));
            }
        }
        return new ImageSet(3, 8, 8, pixels.flip(), labels);
    }

    void writeDataset() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(DatasetFile.NAME))) {
            DatasetFile.write(
                    new ImageDataset("sample", CLASSES, images(), images(), new DatasetOrigin("drawn", "CC0")), out);
        }
    }

    /** A model of random weights, as the input of a role. */
    Path writeModel(String role, int seed) throws IOException {
        Path file = input(role);
        new ModelFile(
                        ModelDescription.of(
                                NETWORK, CLASSES, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                        Weights.initial(NETWORK.tensors(), seed))
                .write(file);
        return file;
    }

    /** Examples of PGD-2 with radius 8/255, as the input of a role. */
    Path writeExamples(String role, EvaluationSubject subject, ImageSet images, IndexRange range) throws IOException {
        Path file = input(role);
        LinfBall ball = new LinfBall(8 / 255.0);
        try (LoadedModel logits = new LoadedModel(subject.classifier(), subject.weights(), images.shape())) {
            new AttackRun(logits, Attacks.of(AttackName.parse("pgd-2"), ball, 4 / 255.0), ball)
                    .perturb(images, range, 7, progress -> {})
                    .examples()
                    .write(file);
        }
        return file;
    }

    @Override
    public Job job() {
        Map<String, Artifact> inputs = new HashMap<>();
        roles.forEach(role -> inputs.put(role, ANY));
        return Job.of("experiment", "node", spec, inputs);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Path scratch() {
        return folder;
    }

    @Override
    public Path input(String role) {
        return folder.resolve(role.replace('/', '-'));
    }

    @Override
    public Path dataset(DatasetRef dataset) {
        return folder.resolve(DatasetFile.NAME);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void progress(Progress progress, CheckpointPosition position, StateWriter state) {}

    @Override
    public ResultManifest producer(String role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetManifest datasetManifest(DatasetRef dataset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> latestCheckpoint() {
        return Optional.empty();
    }

    @Override
    public void checkpoint(int epoch, Progress progress, StateWriter state) {
        throw new UnsupportedOperationException();
    }
}
