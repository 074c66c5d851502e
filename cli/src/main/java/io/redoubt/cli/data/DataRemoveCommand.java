package io.redoubt.cli.data;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.experiment.dataset.DatasetInUseException;
import io.redoubt.experiment.dataset.DatasetRemoval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code redoubt data remove}. */
@Command(
        name = "remove",
        description = {
            "Remove a data set from the store.",
            "To replace one, remove it and add it again under the same name."
        },
        mixinStandardHelpOptions = true)
final class DataRemoveCommand extends DatasetCommand {

    static final String NAME = "NAME[@DIGEST]";
    static final String DESCRIPTION =
            "Name of the data set and, if there are several, @ and the first digits of its digest, as printed by"
                    + " `redoubt data list`.";

    @Parameters(paramLabel = NAME, description = DESCRIPTION)
    private DatasetName dataset;

    @Override
    public Integer call() throws Exception {
        return deployment.withServers((client, store) -> {
            try {
                DatasetManifest removed = OptionErrors.ofValue(
                        "NAME", () -> DatasetRemoval.remove(deployment.catalog(store), dataset, client::unfinished));
                out().println("removed " + removed.name() + "@" + removed.sha256());
                return ExitCode.OK;
            } catch (DatasetInUseException e) {
                throw new InvalidFieldException("NAME", e.getMessage());
            }
        });
    }
}
