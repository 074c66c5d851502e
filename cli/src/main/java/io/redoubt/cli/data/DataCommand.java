package io.redoubt.cli.data;

import picocli.CommandLine.Command;

/** {@code redoubt data}. */
@Command(
        name = "data",
        description = "Add, list, show and remove data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DataAddCommand.class,
            DataFetchCommand.class,
            DataListCommand.class,
            DataShowCommand.class,
            DataRemoveCommand.class
        })
public final class DataCommand {}
