package io.redoubt.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.Parts;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Radius;
import io.redoubt.api.request.Threat;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.data.Origin;
import io.redoubt.core.evaluate.ClassifierRun;
import io.redoubt.core.model.Architecture;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Subject;
import io.redoubt.core.model.Weights;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.StateWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateWorkTest {

    private static final int IMAGES = 12;
    private static final List<String> CLASSES = List.of("cat", "dog", "ship");
    private static final Architecture NETWORK = new Architecture(10, 2, CLASSES.size(), Normalisation.IMAGENET);
    private static final EvaluateSpec SPEC = new EvaluateSpec(
            new DatasetRef("sample", "ab".repeat(32)),
            new Threat("linf", Radius.parse("8/255")),
            List.of(AttackName.parse("pgd-2")),
            IMAGES);

    @TempDir
    Path folder;

    @Test
    void theStoredExamplesOfAnEnsembleAreScoredByAllItsMembersTogether() throws IOException {
        ImageSet images = images();
        Subject subject = Subject.read(List.of(model(0), model(1)));
        IndexRange all = new IndexRange(0, IMAGES);
        Path examples = folder.resolve("examples-pgd-2-0-12");
        try (AttackRun attack =
                new AttackRun(subject.classifier(), subject.weights(), Pgd.of(new LinfBall(8 / 255.0), 2, 4 / 255.0))) {
            attack.perturb(images, all, 7, progress -> {}).write(examples);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(DatasetFile.NAME))) {
            DatasetFile.write(new ImageDataset("sample", CLASSES, images, images, new Origin("drawn", "CC0")), out);
        }

        JobResult result = new EvaluateWork().run(SPEC, new FolderContext(folder));

        Scores scores = Json.read(Files.readAllBytes(folder.resolve(Parts.SCORES)), Scores.class);
        try (ClassifierRun run = new ClassifierRun(subject.classifier(), subject.weights())) {
            assertThat(scores.clean())
                    .isEqualTo(boxed(run.predict(images, all, progress -> {}).predicted()));
            assertThat(scores.attacks().get("pgd-2"))
                    .isEqualTo(boxed(run.predict(AdversarialExamples.read(examples, all), progress -> {})
                            .predicted()));
        }
        assertThat(result.metrics())
                .as("clean and adversarial images through two networks")
                .containsEntry(ResultManifest.FORWARD_PASSES, IMAGES * 2 * 2.0);
    }

    private Path model(int index) throws IOException {
        Path file = folder.resolve("model." + index);
        new ModelFile(
                        ModelDescription.of(
                                NETWORK, CLASSES, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                        Weights.initial(NETWORK.tensors(), index))
                .write(file);
        return file;
    }

    private static ImageSet images() {
        byte[] pixels = new byte[IMAGES * 3 * 8 * 8];
        new Random(5).nextBytes(pixels);
        int[] labels = new int[IMAGES];
        Arrays.setAll(labels, image -> image % CLASSES.size());
        return new ImageSet(3, 8, 8, ByteBuffer.wrap(pixels), labels);
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A job whose inputs are files of one folder, named as their roles with hyphens. */
    private record FolderContext(Path folder) implements JobContext {

        private static final Artifact ANY = new Artifact("ab".repeat(32), "any", "ab".repeat(32), 1);

        @Override
        public Job job() {
            return Job.of(
                    "experiment",
                    "evaluate/ensemble",
                    SPEC,
                    Map.of("model.0", ANY, "model.1", ANY, "examples/pgd-2/0-12", ANY));
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
        public Set<String> roles() {
            return job().inputs().keySet();
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
}
