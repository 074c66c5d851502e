package io.redoubt.attack;

import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.JobSpec;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.DatasetOrigin;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.pipeline.job.StoppedJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A job on random images and a model with random weights. */
final class NoiseJob {

    static final int IMAGES = 300;
    static final DatasetRef DATASET = new DatasetRef("noise", "ab".repeat(32));

    private NoiseJob() {}

    static StoppedJob of(Path folder, JobSpec spec) throws IOException {
        StoppedJob job = StoppedJob.never(folder, spec, Set.of(InputRoles.MODEL));
        List<String> classes = List.of("cat", "dog");
        PreActResNet network = new PreActResNet(10, 2, classes.size(), Normalisation.forChannels(1));
        new ModelFile(
                        ModelDescription.of(
                                network, classes, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED),
                        Weights.initial(network.tensors(), 1))
                .write(job.input(InputRoles.MODEL));
        byte[] pixels = new byte[IMAGES * 8 * 8];
        new Random(2).nextBytes(pixels);
        ImageSet images = new ImageSet(1, 8, 8, ByteBuffer.wrap(pixels), new int[IMAGES]);
        try (OutputStream out = Files.newOutputStream(job.dataset(DATASET))) {
            DatasetFile.write(
                    new ImageDataset("noise", classes, images, images, new DatasetOrigin("drawn", "CC0")), out);
        }
        return job;
    }
}
