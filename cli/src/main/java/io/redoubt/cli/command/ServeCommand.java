package io.redoubt.cli.command;

import io.quarkus.runtime.Quarkus;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.LocalPorts;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import io.redoubt.cli.option.WholeNumber;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt serve}. */
@Command(
        name = "serve",
        description = "Run the whole pipeline in this process until it is stopped. Other commands with the same "
                + "--home use it.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            converter = WholeNumber.Port.class,
            paramLabel = "PORT",
            description =
                    "Port of the dashboard and the REST API on 127.0.0.1; 0 for any free port (default: ${DEFAULT-VALUE}).",
            defaultValue = "8080")
    private int port;

    @Option(
            names = "--kafka-port",
            converter = WholeNumber.Port.class,
            paramLabel = "PORT",
            description = "Port of Kafka on 127.0.0.1; 0 for any free port (default: 9092, or any free port if it is "
                    + "in use).")
    private Optional<Integer> kafkaPort = Optional.empty();

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    /** What other commands need to find this server. */
    private String homeOption() {
        return home.isDefault() ? "" : " --home " + home.path();
    }

    @Override
    public Integer call() throws Exception {
        LocalPorts ports = LocalPorts.of(port, kafkaPort);
        PrintWriter out = spec.commandLine().getOut();
        out.println("starting Kafka, the store and the services in " + home.path());
        return LocalPipeline.run(home.path(), ports, spec.commandLine().getErr(), (server, stopping) -> {
            out.println("Dashboard: " + server.http().resolve("/"));
            out.println("REST: " + server.http() + "  Kafka: " + server.kafka() + "  S3: " + server.store());
            out.println("submit a request from another terminal:  redoubt submit FILE --watch" + homeOption());
            out.println("stop with Ctrl-C; started again, it resumes unfinished experiments");
            out.flush();
            Quarkus.waitForExit();
            return ExitCode.OK;
        });
    }
}
