package io.redoubt.pipeline.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclBinding;

/**
 * The access rights of each role: Kafka ACLs in {@code security/kafka-acls.json} and an S3 bucket policy per role in
 * {@code security/store/ROLE.json}.
 */
public final class AccessRules {

    private static final String DIRECTORY = "/security/";
    private static final String BUCKET = "BUCKET";

    private final Map<String, List<ResourceAccess>> roles;

    @JsonCreator
    AccessRules(@JsonProperty("roles") Map<String, List<ResourceAccess>> roles) {
        this.roles = new TreeMap<>(roles);
    }

    /** Loads the rules bundled with this module. */
    public static AccessRules load() {
        return Json.read(resource("kafka-acls.json"), AccessRules.class);
    }

    /** The services, and {@code client} for users who submit and watch experiments. */
    public Set<String> roles() {
        return roles.keySet();
    }

    /**
     * The Kafka resources that a role can access.
     *
     * @throws InvalidFieldException if the role is unknown
     */
    public List<ResourceAccess> of(String role) {
        if (!roles.containsKey(role)) {
            throw new InvalidFieldException(
                    "role", Ids.quote(role) + " is unknown; use one of " + String.join(", ", roles.keySet()));
        }
        return roles.get(role);
    }

    /** The Kafka ACLs that grant {@code user} the rights of a role. */
    public List<AclBinding> bindings(String role, String user) {
        return of(role).stream().flatMap(access -> access.aclBindings(user)).toList();
    }

    /**
     * The S3 policy of a role for a bucket, as JSON.
     *
     * @throws InvalidFieldException if the role is unknown
     */
    public String storePolicy(String role, String bucket) {
        of(role);
        return new String(resource("store/" + role + ".json"), StandardCharsets.UTF_8).replace(BUCKET, bucket);
    }

    private static byte[] resource(String name) {
        try (InputStream content = AccessRules.class.getResourceAsStream(DIRECTORY + name)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + DIRECTORY + name + " is missing");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + DIRECTORY + name, e);
        }
    }
}
