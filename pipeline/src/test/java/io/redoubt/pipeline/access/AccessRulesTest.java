package io.redoubt.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    private static final AccessRules RULES = AccessRules.load();

    /** Whether any of the ACLs allows the operation, matching literal and prefixed names as Kafka does. */
    private static boolean allowed(List<AclBinding> rules, ResourceType type, String name, AclOperation operation) {
        return rules.stream()
                .filter(rule -> rule.entry().operation() == operation
                        && rule.entry().permissionType() == AclPermissionType.ALLOW)
                .map(AclBinding::pattern)
                .filter(pattern -> pattern.resourceType() == type)
                .anyMatch(pattern -> switch (pattern.patternType()) {
                    case LITERAL -> pattern.name().equals(name);
                    case PREFIXED -> name.startsWith(pattern.name());
                    default -> throw new AssertionError(pattern);
                });
    }

    @Test
    void exactlyOneServiceReadsEachQueue() {
        for (String queue : Topics.queues()) {
            assertThat(RULES.roles().stream()
                            .filter(role ->
                                    allowed(RULES.bindings(role, role), ResourceType.TOPIC, queue, AclOperation.READ)
                                            && allowed(
                                                    RULES.bindings(role, role),
                                                    ResourceType.GROUP,
                                                    ShareGroupSettings.of(queue),
                                                    AclOperation.READ)))
                    .as(queue)
                    .hasSize(1);
        }
    }

    @Test
    void onlyTheTrackerAndClientsWriteRequests() {
        assertThat(RULES.roles().stream()
                        .filter(role -> allowed(
                                RULES.bindings(role, role),
                                ResourceType.TOPIC,
                                Topics.EXPERIMENTS,
                                AclOperation.WRITE)))
                .containsExactlyInAnyOrder("experiment-service", "client");
    }

    @Test
    void aclsNameTheGivenUser() {
        assertThat(RULES.bindings("attack-service", "alice"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.entry().principal()).isEqualTo("User:alice"));
    }

    @Test
    void noRoleHasAdministratorRights() {
        assertThat(RULES.roles()).allSatisfy(role -> assertThat(RULES.bindings(role, role))
                .noneMatch(rule -> rule.entry().operation() == AclOperation.ALL)
                .noneMatch(rule -> rule.entry().operation() == AclOperation.ALTER)
                .noneMatch(rule -> rule.pattern().resourceType() == ResourceType.CLUSTER)
                .noneMatch(rule -> rule.pattern().name().equals("*")));
    }

    @Test
    void everyRoleHasAStorePolicyForTheBucket() {
        assertThat(RULES.roles()).allSatisfy(role -> {
            String policy = RULES.storePolicy(role, "papers");
            assertThat(Json.mapper().readTree(policy).path("Statement")).isNotEmpty();
            assertThat(policy).contains("arn:aws:s3:::papers").doesNotContain("BUCKET");
        });
    }

    @Test
    void unknownRoleIsRejected() {
        assertThatThrownBy(() -> RULES.bindings("cook", "cook"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("'cook'")
                .hasMessageContaining("attack-service");
    }

    @Test
    void securityGuideListsEveryRule() throws Exception {
        String guide = Files.readString(Path.of("../docs/security.md"), StandardCharsets.UTF_8);

        for (String role : RULES.roles()) {
            for (ResourceAccess access : RULES.of(role)) {
                String name = access.name() + (access.pattern().equals("prefixed") ? "*" : "");
                String row = "| %s | %s | `%s` | %s |"
                        .formatted(role, access.type().replace('_', ' '), name, String.join(", ", access.operations()));
                assertThat(guide).contains(row);
            }
        }
    }
}
