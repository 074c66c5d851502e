package io.redoubt.system;

import io.redoubt.embedded.kafka.BrokerSecurity;
import io.redoubt.embedded.kafka.BrokerUser;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.embedded.s3.EmbeddedS3;
import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.server.TlsKeyStore;
import io.redoubt.pipeline.access.AccessRules;
import io.redoubt.testkit.S3User;
import io.redoubt.testkit.SecuredS3;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;

/**
 * A process with the broker and the store, with TLS, a user for each role, and an administrator. Secrets are passed in
 * the environment. The store enforces the bundled policies. Logs at INFO, including all settings of the broker.
 */
final class SecuredStack {

    static final String ADMINISTRATOR = "administrator";
    static final String KEYSTORE = "KEYSTORE_PASSWORD";

    private SecuredStack() {}

    /** Environment variable with the broker password of a user. */
    static String brokerPassword(String user) {
        return "BROKER_" + user;
    }

    /** Environment variable with the secret access key of a user. */
    static String storeSecret(String user) {
        return "STORE_" + user;
    }

    /** Runs until it is killed. Arguments: key store, directory, bucket. */
    public static void main(String[] args) throws InterruptedException {
        Logger.getLogger("").addHandler(new ConsoleHandler());
        TlsKeyStore keys = new TlsKeyStore(Path.of(args[0]), System.getenv(KEYSTORE));
        Path home = Path.of(args[1]);
        AccessRules rules = AccessRules.load();
        Set<String> roles = rules.roles();
        EmbeddedKafka kafka = EmbeddedKafka.start(
                home.resolve("kafka"),
                0,
                Optional.of(new BrokerSecurity(
                        keys,
                        user(ADMINISTRATOR),
                        roles.stream().map(SecuredStack::user).toList())));
        List<S3User> users = roles.stream()
                .map(role -> new S3User(key(role), StorePolicy.read(role, rules.storePolicy(role, args[2]))))
                .toList();
        EmbeddedS3 s3 = SecuredS3.start(home.resolve("s3"), keys, key(ADMINISTRATOR), users);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            s3.close();
        }));
        System.out.println("kafka=" + kafka.bootstrapServers());
        System.out.println("s3=" + s3.endpoint().uri());
        new CountDownLatch(1).await();
    }

    private static BrokerUser user(String name) {
        return new BrokerUser(name, System.getenv(brokerPassword(name)));
    }

    private static S3Credentials key(String name) {
        return new S3Credentials(name, System.getenv(storeSecret(name)));
    }
}
