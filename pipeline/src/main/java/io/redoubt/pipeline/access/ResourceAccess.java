package io.redoubt.pipeline.access;

import io.redoubt.api.Require;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service may do with some topics, groups or transactions; to read or to write implies to see that it is there.
 *
 * @param type {@code topic}, {@code group} or {@code transactional_id}
 * @param pattern {@code literal}, or {@code prefixed} where all names that begin so are meant
 * @param name the name, or how names begin
 * @param operations {@code read}, {@code write}, {@code create}
 */
public record ResourceAccess(String type, String pattern, String name, List<String> operations) {

    public ResourceAccess {
        Require.present("type", type);
        Require.present("pattern", pattern);
        Require.present("name", name);
        operations = List.copyOf(Require.present("operations", operations));
    }

    /** The rules of Kafka that allow {@code user} so much, from any host. */
    Stream<AclBinding> rules(String user) {
        ResourcePattern resource =
                new ResourcePattern(ResourceType.fromString(upper(type)), name, PatternType.fromString(upper(pattern)));
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(
                                "User:" + user,
                                "*",
                                AclOperation.fromString(upper(operation)),
                                AclPermissionType.ALLOW)));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
