package io.redoubt.pipeline.job;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /** Waits for an event of a type and returns all events of the experiment of a job. */
    static List<JobEvent> events(Job job, EventType last) {
        return Records.until(
                        Topics.EVENTS, job.experiment(), record -> event(record).type() == last)
                .stream()
                .map(OneWorker::event)
                .toList();
    }

    static JobEvent event(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), JobEvent.class);
    }

    /** Returns the types except progress. */
    static List<EventType> types(List<JobEvent> events) {
        return events.stream()
                .map(JobEvent::type)
                .filter(type -> type != EventType.PROGRESS)
                .toList();
    }
}
