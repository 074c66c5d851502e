package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import picocli.CommandLine.Parameters;

/** A command on one experiment of a deployment. */
abstract class ExperimentCommand extends DeploymentCommand {

    @Parameters(paramLabel = "ID", description = "Experiment id, as printed by submit and list.")
    private String id;

    /**
     * The experiment's id.
     *
     * @throws io.redoubt.api.InvalidFieldException if the argument is not a valid id
     */
    String experiment() {
        return Ids.require("ID", id);
    }
}
