package io.redoubt.cli.data;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.pipeline.dataset.StoredDataset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt data list}. */
@Command(name = "list", description = "List the data sets in the store.", mixinStandardHelpOptions = true)
final class DataListCommand extends DatasetCommand {

    @Option(names = "--json", description = "Print JSON: a list of the manifests of the data sets.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return deployment.withStore(store -> {
            List<StoredDataset> datasets = deployment.catalog(store).list();
            if (json) {
                printJson(datasets);
            } else {
                datasets.forEach(dataset -> print(dataset.manifest()));
            }
            return ExitCode.OK;
        });
    }
}
