package io.redoubt.cli.command;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.OptionProblems;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.pipeline.access.AccessRules;
import io.redoubt.pipeline.config.SettingsReader;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.ConditionalWrites;
import io.redoubt.pipeline.topic.AclSetup;
import io.redoubt.pipeline.topic.TopicConfig;
import io.redoubt.pipeline.topic.TopicSetup;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt setup}. */
@Command(
        name = "setup",
        description =
                "Create the topics, configure the share groups, and check the store if it is named. Requires administrator rights on the "
                        + "cluster; the services can then run without them, with REDOUBT_KAFKA_SETUP=false.",
        mixinStandardHelpOptions = true)
final class SetupCommand extends DeploymentCommand {

    @Option(
            names = "--grant",
            description = "Also create the ACLs of all roles, for users with the name of the role or the name given by "
                    + "--user.")
    private boolean grant;

    @Option(
            names = "--user",
            paramLabel = "ROLE=NAME",
            description = "User of a role, if its name differs from the role. Can be repeated.")
    private Map<String, String> users = new LinkedHashMap<>();

    @Option(names = "--print", description = "Print the ACLs without changing anything. Needs no cluster.")
    private boolean print;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Write the S3 policies of all roles to DIR without changing anything else.")
    private Optional<Path> policies = Optional.empty();

    @Override
    public Integer call() throws Exception {
        AccessRules rules = AccessRules.load();
        OptionProblems problems = new OptionProblems();
        for (String role : users.keySet()) {
            problems.check(() -> OptionErrors.ofValue("--user", () -> rules.of(role)));
        }
        if (policies.isPresent()) {
            problems.check(() -> TargetFile.folder("--policies", policies.get()));
        }
        problems.throwIfAny();
        PrintWriter out = out();
        if (policies.isPresent()) {
            write(rules, policies.get());
        }
        if (print) {
            rules.roles().forEach(role -> rules.bindings(role, user(role)).forEach(rule -> out.println(line(rule))));
        }
        if (!print && policies.isEmpty()) {
            KafkaConnection cluster = new KafkaConnection(deployment.cluster().values());
            new TopicSetup(
                            cluster,
                            SettingsReader.read(TopicConfig.class, Map.of()),
                            SettingsReader.read(QueueConfig.class, Map.of()))
                    .createAll();
            out.println("created topics and configured groups at " + cluster.servers());
            checkStore(out);
            if (grant) {
                AclSetup access = new AclSetup(cluster);
                rules.roles().forEach(role -> access.grant(rules.bindings(role, user(role))));
                out.println("created ACLs for "
                        + String.join(
                                ", ", rules.roles().stream().map(this::user).toList()));
            }
        }
        return ExitCode.OK;
    }

    private void checkStore(PrintWriter out) throws Exception {
        if (!deployment.hasStore()) {
            out.println("the store was not checked; name it with --store");
            return;
        }
        deployment.withStore(store -> {
            ConditionalWrites.problem(store).ifPresent(problem -> {
                throw new IllegalStateException(problem);
            });
            out.println("the store accepts conditional writes");
            return ExitCode.OK;
        });
    }

    private String user(String role) {
        return users.getOrDefault(role, role);
    }

    private void write(AccessRules rules, Path directory) throws Exception {
        for (String role : rules.roles()) {
            Files.writeString(directory.resolve(role + ".json"), rules.storePolicy(role, deployment.bucket()));
        }
    }

    /** An ACL as arguments of kafka-acls.sh. */
    private static String line(AclBinding rule) {
        String type =
                switch (rule.pattern().resourceType()) {
                    case TOPIC -> "--topic";
                    case GROUP -> "--group";
                    case TRANSACTIONAL_ID -> "--transactional-id";
                    default ->
                        throw new IllegalStateException(
                                "no option for " + rule.pattern().resourceType());
                };
        return "--add --allow-principal %s --operation %s %s %s --resource-pattern-type %s"
                .formatted(
                        rule.entry().principal(),
                        rule.entry().operation(),
                        type,
                        rule.pattern().name(),
                        rule.pattern().patternType());
    }
}
