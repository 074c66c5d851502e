package io.redoubt.benchmarks.program;

import io.redoubt.benchmarks.deployment.ChildProcess;
import io.redoubt.benchmarks.deployment.Deployment;
import io.redoubt.benchmarks.deployment.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts services and commands one after the other. Answers the time until each is ready, {@code <name>}, and its memory
 * at that time, {@code <name>.mib}.
 */
public final class StartupProgram implements AutoCloseable {
    /** The name of a service that is not a module: {@code redoubt run} until its first job starts. */
    public static final String RUN = "run";

    /** {@code redoubt serve} until it accepts requests, and then {@link #COMMANDS}. */
    public static final String SERVE = "serve";

    /** Commands that end by themselves; they have no memory. */
    public static final List<String> COMMANDS = List.of("help", "lint", "list", "status", "submit");

    private static final double NANOS = 1e9;

    private final Path root;
    private final Path request;
    private final List<String> names;
    private final Deployment deployment;
    private final Map<String, Object> values = new TreeMap<>();
    private int starts;

    private StartupProgram(Path root, List<String> names) {
        this.root = root;
        this.request = root.resolve("experiments/quickstart.yaml");
        this.names = names;
        this.deployment = new Deployment(root);
    }

    /** @param arguments the folder of the repository, and what to start: services, {@link #RUN} and {@link #SERVE} */
    public static void main(String[] arguments) throws Exception {
        Repetitions requests = new Repetitions();
        try (StartupProgram program =
                new StartupProgram(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length))) {
            // The first round finds the files in the memory of the system.
            requests.serve(program::repeat);
        }
    }

    private Map<String, ?> repeat() throws Exception {
        for (String name : names) {
            switch (name) {
                case RUN -> run();
                case SERVE -> serve();
                default -> service(name);
            }
        }
        return values;
    }

    private void service(String name) {
        long begin = System.nanoTime();
        ChildProcess process = deployment.start(new Service(name));
        record(name, begin);
        values.put(name + ".mib", process.residentMebibytes());
        deployment.stop(process);
    }

    private void run() throws IOException {
        long begin = System.nanoTime();
        try (ChildProcess process = redoubt("run", request.toString(), "--home", newHome())) {
            process.awaitLine(" started");
            record(RUN, begin);
            values.put(RUN + ".mib", process.residentMebibytes());
        }
    }

    private void serve() throws Exception {
        String home = newHome();
        long begin = System.nanoTime();
        try (ChildProcess process = redoubt("serve", "--port", "0", "--kafka-port", "0", "--home", home)) {
            process.awaitLine("REST:");
            record(SERVE, begin);
            values.put(SERVE + ".mib", process.residentMebibytes());
            command("help", "--help");
            command("lint", "lint", request.toString());
            command("list", "list", "--home", home);
            String id = submitRejected(home);
            command("status", "status", id, "--home", home);
        }
    }

    /** Submits a request that is rejected by the tracker, so that no job disturbs the measurement, and returns its id. */
    private String submitRejected(String home) throws Exception {
        Path rejected = Files.writeString(
                deployment.folder().resolve("unknown-data.yaml"),
                Files.readString(request).replaceAll("(?m)^dataset:.*$", "dataset: unknown-data"));
        return command("submit", "submit", rejected.toString(), "--home", home)
                .awaitLine("-")
                .strip();
    }

    private ChildProcess command(String name, String... arguments) throws Exception {
        long begin = System.nanoTime();
        ChildProcess process = redoubt(arguments);
        process.awaitEnd();
        record(name, begin);
        return process;
    }

    private ChildProcess redoubt(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("redoubt").toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.start(command, Map.of(), deployment.folder().resolve("redoubt-" + ++starts + ".log"));
    }

    private String newHome() throws IOException {
        return Files.createTempDirectory(deployment.folder(), "home").toString();
    }

    private void record(String name, long begin) {
        values.put(name, (System.nanoTime() - begin) / NANOS);
    }

    @Override
    public void close() {
        deployment.close();
    }
}
