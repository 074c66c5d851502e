package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.plan.DatasetCheck;
import io.redoubt.cli.standalone.OptionErrors;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt fork ID --set FIELD=VALUE}. */
@Command(
        name = "fork",
        description = {
            "Submit the request of an experiment again with other values of some fields.",
            "Jobs that do not change are not computed again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "For example:",
            "  redoubt fork tiny-5dd7e06a2b --set 'finetune[0].epochs=10' --set seed=2",
            "  redoubt fork tiny-5dd7e06a2b --set 'evaluate.attacks=[pgd-20, autoattack]' --dry-run"
        })
final class ForkCommand extends ExperimentCommand {

    private static final String SET = "--set";

    @Option(
            names = SET,
            paramLabel = "FIELD=VALUE",
            description =
                    "New value of a field, in YAML. FIELD is a path such as finetune[0].epochs; entries of lists are"
                            + " counted from 0, and the number after the last one adds an entry. Can be repeated.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the new experiment (default: the same name).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--dry-run", description = "Print the new request as JSON without submitting it.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Map<String, String> all = new LinkedHashMap<>(changes);
        name.ifPresent(text -> all.put("name", text));
        if (all.isEmpty()) {
            throw new InvalidFieldException(SET, "is missing; name a field and its value, as in --set seed=2");
        }
        byte[] request = changed(original(), all);
        ExperimentRequest changed = RequestReader.read(request);
        if (changed.id().equals(experiment())) {
            throw new InvalidFieldException(SET, "changes nothing; " + experiment() + " has these values");
        }
        PrintWriter err = spec.commandLine().getErr();
        RequestReader.warnings(request).forEach(warning -> err.println("warning: " + warning.message()));
        DatasetCheck.warnings(changed).forEach(warning -> err.println("warning: " + warning));
        if (dryRun) {
            out().println(new String(request, StandardCharsets.UTF_8));
        } else {
            out().println(deployment.client().submit(request).experiment());
        }
        return ExitCode.OK;
    }

    private byte[] original() {
        return dryRun ? deployment.reading(this::request) : request(deployment.client());
    }

    private byte[] request(ExperimentClient client) {
        return client.request(experiment()).orElseThrow(() -> {
            client.status(experiment()); // throws if the experiment is unknown
            return new IllegalStateException("the request of " + experiment()
                    + " has been removed by `redoubt gc`; change its file and submit it");
        });
    }

    private static byte[] changed(byte[] original, Map<String, String> changes) {
        try {
            return RequestReader.withFields(original, changes);
        } catch (InvalidRequestException e) {
            throw OptionErrors.ofRequest(SET, e);
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(SET, e.getMessage());
        }
    }
}
