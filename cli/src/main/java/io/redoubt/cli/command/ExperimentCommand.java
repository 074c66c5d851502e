package io.redoubt.cli.command;

import io.redoubt.cli.option.IdConverter;
import picocli.CommandLine.Parameters;

/** A command on one experiment of a deployment. */
abstract class ExperimentCommand extends DeploymentCommand {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Experiment id, as printed by submit and list.")
    private String id;

    /** The experiment's id. */
    String experiment() {
        return id;
    }
}
