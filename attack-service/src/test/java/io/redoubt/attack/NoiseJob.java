package io.redoubt.attack;

import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.JobSpec;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.testkit.job.FolderJob;
import io.redoubt.testkit.job.NoiseFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A job on random images and a model with random weights. */
final class NoiseJob {

    static final int IMAGES = 300;
    static final DatasetRef DATASET = new DatasetRef("noise", "ab".repeat(32));

    private NoiseJob() {}

    static FolderJob of(Path folder, JobSpec spec) throws IOException {
        FolderJob job = FolderJob.of(folder, spec, Set.of(InputRoles.MODEL));
        NoiseFiles.writeModel(job.input(InputRoles.MODEL), new PreActResNet(10, 2, 2, Normalisation.forChannels(1)), 1);
        NoiseFiles.writeDataset(job.dataset(DATASET), new int[IMAGES]);
        return job;
    }
}
