package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.pipeline.Stack;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
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
