package io.redoubt.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreChecksTest {

    private static List<Check> run(ObjectStore store) {
        List<Check> checks = new ArrayList<>();
        new StoreChecks("http://store, bucket redoubt", store, InstantSource.system()).run(checks::add);
        return checks;
    }

    /** A store that lists, and fails to write. */
    private static ObjectStore refusing(StoreException refusal) {
        return (ObjectStore) Proxy.newProxyInstance(
                StoreChecksTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                        return List.of();
                    }
                    throw refusal;
                });
    }

    @Test
    void keyPairThatMayNotWriteIsAWarning() {
        List<Check> checks = run(refusing(new StoreException("PUT was refused (403 AccessDenied)")));

        assertThat(checks)
                .extracting(Check::toString)
                .containsExactly(
                        "ok    store           http://store, bucket redoubt",
                        "warn  store writes    PUT was refused (403 AccessDenied); only workers need to write claims of"
                                + " jobs: run this check with the key pair of one");
    }

    @Test
    void storeThatFailsToWriteFails() {
        List<Check> checks = run(refusing(new StoreUnavailableException("PUT failed: disk full", null)));

        assertThat(checks).extracting(Check::failed).containsExactly(false, true);
    }
}
