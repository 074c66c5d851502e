package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.pipeline.Stack;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalWritesIT {

    private final MinioObjectStore store = Stack.newStore();

    @AfterEach
    void close() {
        assertThat(store.list("")).isEmpty();
        store.close();
    }

    @Test
    void storeWithConditionsIsAccepted() {
        assertThat(ConditionalWrites.problem(store)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"putIfAbsent, If-None-Match", "replace, If-Match"})
    void storeThatIgnoresAConditionIsNamed(String method, String condition) {
        assertThat(ConditionalWrites.problem(ignoring(Set.of(method))))
                .hasValueSatisfying(problem -> assertThat(problem).contains(condition, "MinIO"));
    }

    @Test
    void oneOfSeveralConcurrentWritersSucceeds() {
        assertThat(ConditionalWrites.race(store)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"putIfAbsent, created, If-None-Match", "replace, replaced, If-Match"})
    void storeThatComparesBeforeItWritesIsNamed(String method, String action, String condition) {
        assertThat(ConditionalWrites.race(comparingFirst(method))).hasValueSatisfying(problem -> assertThat(problem)
                .contains("8 of 8 concurrent writers " + action, condition, "MinIO"));
    }

    /** The store, which writes a method's content only after all concurrent writers have compared. */
    private ObjectStore comparingFirst(String nonAtomic) {
        CyclicBarrier compared = new CyclicBarrier(8);
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(nonAtomic)) {
                        compared.await(30, TimeUnit.SECONDS);
                        store.put((String) arguments[0], (byte[]) arguments[1]);
                        return true;
                    }
                    return method.invoke(store, arguments);
                });
    }

    /** The store, which writes without the conditions of some methods. */
    private ObjectStore ignoring(Set<String> methods) {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> answer(methods, method, arguments));
    }

    private Object answer(Set<String> ignored, Method method, Object[] arguments) throws ReflectiveOperationException {
        if (ignored.contains(method.getName())) {
            store.put((String) arguments[0], (byte[]) arguments[1]);
            return true;
        }
        return method.invoke(store, arguments);
    }
}
