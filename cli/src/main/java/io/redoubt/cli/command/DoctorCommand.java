package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.cli.doctor.CheckList;
import io.redoubt.cli.doctor.KafkaChecks;
import io.redoubt.cli.doctor.MachineChecks;
import io.redoubt.cli.doctor.StoreChecks;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.pipeline.config.InvalidSettingsException;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check this machine, and the deployment or the running local server, and say how to fix what is wrong.",
            "The checks of the store write and delete a few objects. The exit code is 1 if a check fails."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand extends DeploymentCommand {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CheckList list = new CheckList(check -> {
            if (!json) {
                out().println(check);
            }
        });
        new MachineChecks(deployment.home(), Path.of(System.getProperty("java.io.tmpdir"))).run(list::add);
        checkSelected(list, "kafka", deployment::selectedCluster, cluster -> new KafkaChecks(cluster).run(list::add));
        checkSelected(list, "store", deployment::selectedStore, settings -> check(settings, list));
        CheckList.Findings findings = list.findings();
        if (json) {
            out().println(new String(Json.pretty(findings), StandardCharsets.UTF_8));
        } else {
            findings.notChecked().forEach(text -> out().println("not checked: " + text));
        }
        return findings.anyFailed() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Checks a server if one is selected. Settings that cannot be read are a check that failed. */
    private <T> void checkSelected(CheckList list, String name, Supplier<Optional<T>> selected, Consumer<T> check) {
        Optional<T> settings;
        try {
            settings = selected.get();
        } catch (InvalidFieldException | InvalidSettingsException e) {
            list.fail(name, e.getMessage());
            return;
        }
        settings.ifPresentOrElse(
                check,
                () -> list.skip(name + ", because --" + name + " is not given and no local server runs in "
                        + deployment.home()));
    }

    private static void check(StoreSettings settings, CheckList list) {
        try (MinioObjectStore store = new MinioObjectStore(settings)) {
            new StoreChecks(settings.endpoint() + ", bucket " + settings.bucket(), store, InstantSource.system())
                    .run(list::add);
        }
    }
}
