package io.redoubt.experiment.outbound;

import io.redoubt.pipeline.retry.Backoff;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts readers of topics. When the service stops, they are closed at the same time, so that timeouts do not add up. */
@ApplicationScoped
public class GroupReaders {

    private final GroupConsumers consumers;
    private final List<GroupReader> readers = new CopyOnWriteArrayList<>();

    GroupReaders(GroupConsumers consumers) {
        this.consumers = consumers;
    }

    /**
     * Starts to read a topic.
     *
     * @param group of the consumer, and name of the thread
     * @param start where a new group starts, {@code earliest} or {@code latest}
     * @param backoff delays between attempts of one record
     */
    public void start(String group, String start, String topic, Backoff backoff, GroupReader.Handler handler) {
        GroupReader reader = new GroupReader(group, consumers.of(group, start), topic, backoff, handler);
        readers.add(reader);
        reader.start();
    }

    @PreDestroy
    void stop() {
        GroupReader.closeAll(readers);
    }
}
