package io.redoubt.pipeline.job;

import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a new store and a new worker each. */
abstract class OneWorker {

    final MinioObjectStore store = Stack.newStore();

    @TempDir
    Path cache;

    TestWorker worker;

    @BeforeAll
    static void ensureTopics() {
        Stack.ensureTopics();
    }

    @BeforeEach
    void startWorker() {
        worker = new TestWorker(store, cache);
    }

    @AfterEach
    void stopWorker() {
        worker.close();
        store.close();
    }
}
