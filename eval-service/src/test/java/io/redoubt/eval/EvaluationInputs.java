package io.redoubt.eval;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageSet;
import io.redoubt.testkit.job.FolderJob;
import io.redoubt.testkit.job.NoiseFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The inputs of jobs on a dozen random images. */
final class EvaluationInputs {

    static final int IMAGES = 12;
    /** Seeds of random weights that predict more than one class. */
    static final int ONE = 94;

    static final int ANOTHER = 28;

    static final DatasetRef DATASET = new DatasetRef("sample", "ab".repeat(32));

    private static final List<String> CLASSES = List.of("cat", "dog", "ship");
    private static final PreActResNet NETWORK = new PreActResNet(10, 2, CLASSES.size(), Normalisation.IMAGENET);

    private EvaluationInputs() {}

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
            // Each image has its own colour, so that random weights can distinguish them.
            int level = random.nextInt(256);
            for (int i = 0; i < 8 * 8; i++) {
                pixels.put((byte) Math.min(255, Math.max(0, level + random.nextInt(33) - 16)));
            }
        }
        return new ImageSet(3, 8, 8, pixels.flip(), labels);
    }

    static void writeDataset(FolderJob job) throws IOException {
        NoiseFiles.writeDataset(job.dataset(DATASET), CLASSES, images());
    }

    /** A model with random weights, as the input of a role. */
    static Path writeModel(FolderJob job, String role, int seed) throws IOException {
        NoiseFiles.writeModel(job.input(role), NETWORK, seed);
        return job.input(role);
    }

    /** Examples of PGD-2 with radius 8/255, as the input of a role. */
    static Path writeExamples(FolderJob job, String role, EvaluationSubject subject, ImageSet images, IndexRange range)
            throws IOException {
        Path file = job.input(role);
        LinfBall ball = new LinfBall(8 / 255.0);
        try (LoadedModel logits = new LoadedModel(subject.classifier(), subject.weights(), images.shape())) {
            new AttackRun(logits, Attacks.of(AttackName.parse("pgd-2"), ball, 4 / 255.0), ball)
                    .perturb(images, range, 7, progress -> {})
                    .examples()
                    .write(file);
        }
        return file;
    }
}
