package io.redoubt.cli.data;

import io.redoubt.api.request.DatasetName;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.view.DatasetView;
import io.redoubt.data.DatasetFile;
import io.redoubt.experiment.dataset.DatasetDetails;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.dataset.StoredDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt data show NAME}. */
@Command(
        name = "show",
        description = {
            "Show the classes of a data set, the number of images of each, and warnings.",
            "Downloads the data set the first time."
        },
        mixinStandardHelpOptions = true)
final class DataShowCommand extends DatasetCommand {

    @Parameters(paramLabel = DataRemoveCommand.NAME, description = DataRemoveCommand.DESCRIPTION)
    private DatasetName dataset;

    @Option(names = "--json", description = "Print JSON, as the REST API returns it.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        return deployment.withStore(store -> {
            DatasetCatalog catalog = deployment.catalog(store);
            StoredDataset found = OptionErrors.ofValue("NAME", () -> catalog.stored(dataset));
            DatasetDetails details = DatasetDetails.of(
                    found, DatasetFile.read(catalog.fetch(found.manifest().ref())));
            if (json) {
                printJson(details);
            } else {
                out().print(new DatasetView(details));
            }
            return ExitCode.OK;
        });
    }
}
