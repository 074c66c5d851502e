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
 * The one table of who may do what: Kafka's rules in {@code security/kafka-acls.json}, and beside it a policy for the store
 * of each, in the language of S3's policies, {@code security/store/ROLE.json}.
 */
public final class AccessRules {

    private static final String FOLDER = "/security/";
    private static final String BUCKET = "BUCKET";

    private final Map<String, List<ResourceAccess>> roles;

    @JsonCreator
    AccessRules(@JsonProperty("roles") Map<String, List<ResourceAccess>> roles) {
        this.roles = new TreeMap<>(roles);
    }

    /** The rules as they are delivered. */
    public static AccessRules load() {
        return Json.read(resource("kafka-acls.json"), AccessRules.class);
    }

    /** The services, and {@code client}: who submits and watches. */
    public Set<String> roles() {
        return roles.keySet();
    }

    /** What the role may do on the cluster. @throws InvalidFieldException if there is no such role */
    public List<ResourceAccess> of(String role) {
        if (!roles.containsKey(role)) {
            throw new InvalidFieldException(
                    "role", Ids.quote(role) + " is not one; known are " + String.join(", ", roles.keySet()));
        }
        return roles.get(role);
    }

    /** Kafka's rules that let {@code user} work in the role. */
    public List<AclBinding> bindings(String role, String user) {
        return of(role).stream().flatMap(access -> access.rules(user)).toList();
    }

    /** The policy of the role for a bucket, as JSON. @throws InvalidFieldException if there is no such role */
    public String storePolicy(String role, String bucket) {
        of(role);
        return new String(resource("store/" + role + ".json"), StandardCharsets.UTF_8).replace(BUCKET, bucket);
    }

    private static byte[] resource(String name) {
        try (InputStream content = AccessRules.class.getResourceAsStream(FOLDER + name)) {
            if (content == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER + name, e);
        }
    }
}
