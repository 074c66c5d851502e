package io.redoubt.cli.command;

import io.redoubt.pipeline.access.AccessRules;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.topic.AclSetup;
import io.redoubt.pipeline.topic.TopicConfig;
import io.redoubt.pipeline.topic.TopicSetup;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt setup}. */
@Command(
        name = "setup",
        description =
                "Makes the topics and sets up the queues' groups, as an administrator of the cluster; the services"
                        + " then need no such right and run with REDOUBT_KAFKA_SETUP=false.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    @Option(
            names = "--grant",
            description = "Also add the access rules of every role, for the user that is named like it or by --user.")
    private boolean grant;

    @Option(
            names = "--user",
            paramLabel = "ROLE=NAME",
            description = "The user that plays a role, where it is not named like it; may be repeated.")
    private Map<String, String> users = new LinkedHashMap<>();

    @Option(names = "--print", description = "Print the access rules and change nothing; needs no cluster.")
    private boolean print;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Write the store's policy of every role into this folder and change nothing else.")
    private Optional<Path> policies = Optional.empty();

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AccessRules rules = AccessRules.load();
        users.keySet().forEach(rules::of);
        PrintWriter out = spec.commandLine().getOut();
        if (policies.isPresent()) {
            write(rules, policies.get());
        }
        if (print) {
            rules.roles().forEach(role -> rules.bindings(role, user(role)).forEach(rule -> out.println(line(rule))));
        }
        if (!print && policies.isEmpty()) {
            KafkaConnection cluster = new KafkaConnection(deployment.cluster().values());
            new TopicSetup(cluster, config(TopicConfig.class), config(QueueConfig.class)).make();
            out.println("topics and groups are set up at " + cluster.servers());
            if (grant) {
                AclSetup access = new AclSetup(cluster);
                rules.roles().forEach(role -> access.grant(rules.bindings(role, user(role))));
                out.println("rules added for "
                        + String.join(
                                ", ", rules.roles().stream().map(this::user).toList()));
            }
        }
        return ExitCode.OK;
    }

    private String user(String role) {
        return users.getOrDefault(role, role);
    }

    private void write(AccessRules rules, Path folder) throws Exception {
        Files.createDirectories(folder);
        for (String role : rules.roles()) {
            Files.writeString(folder.resolve(role + ".json"), rules.storePolicy(role, deployment.bucket()));
        }
    }

    /** A rule as kafka-acls.sh takes it. */
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

    /** The settings as the services take them from the environment. */
    private static <T> T config(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addSystemSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
