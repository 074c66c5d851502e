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
 * Operations that a role can perform on a Kafka resource. In Kafka, {@code read} and {@code write} imply
 * {@code describe}.
 *
 * @param type {@code topic}, {@code group} or {@code transactional_id}
 * @param pattern {@code literal}, or {@code prefixed} to match all names that start with {@code name}
 * @param name resource name, or name prefix
 * @param operations {@code read}, {@code write}, {@code create}, {@code describe}
 */
public record ResourceAccess(String type, String pattern, String name, List<String> operations) {

    public ResourceAccess {
        Require.present("type", type);
        Require.present("pattern", pattern);
        Require.present("name", name);
        operations = List.copyOf(Require.present("operations", operations));
    }

    /** The ACLs that allow {@code user} these operations from any host. */
    Stream<AclBinding> aclBindings(String user) {
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
