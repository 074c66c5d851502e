package io.redoubt.cli.plan;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.format.BundledDatasets;
import io.redoubt.experiment.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks a request against its data set, if that is bundled. Others are known to the store only. */
public final class DatasetCheck {

    private static final String NO_DIGEST = "0".repeat(64);

    private DatasetCheck() {}

    /** Returns why the request cannot run on the bundled data set that it names. */
    public static List<String> warnings(ExperimentRequest request) throws IOException {
        Optional<DatasetManifest> dataset = bundled(request);
        try {
            dataset.ifPresent(manifest -> Plan.of(request.id(), request, manifest));
            return List.of();
        } catch (InvalidFieldException e) {
            return List.of(e.getMessage());
        }
    }

    /** Returns the manifest of the bundled data set that a request names, without a digest; empty if it is not bundled. */
    static Optional<DatasetManifest> bundled(ExperimentRequest request) throws IOException {
        return BundledDatasets.names().contains(request.dataset())
                ? Optional.of(manifest(BundledDatasets.open(request.dataset())))
                : Optional.empty();
    }

    private static DatasetManifest manifest(ImageDataset dataset) {
        return new DatasetManifest(
                SchemaVersion.VERSION,
                dataset.name(),
                NO_DIGEST,
                0,
                dataset.classes(),
                dataset.test().channels(),
                dataset.test().height(),
                dataset.test().width(),
                dataset.train().size(),
                dataset.test().size());
    }

    /** Returns what only the store and the workers know. */
    public static String unchecked(ExperimentRequest request) {
        return BundledDatasets.names().contains(request.dataset())
                ? "whether the store has another data set " + request.dataset() + " than the bundled one"
                : "whether the store has the data set " + request.dataset()
                        + ", and whether the size and the number of its" + " images fit";
    }
}
