package io.redoubt.pipeline.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.UUID;

/** The name of a worker process, in its events, its claims and the client ids of its share consumers. */
@ApplicationScoped
public class WorkerName {

    private static final char SEPARATOR = '/';

    // The name of the JVM is pid@host, which operators can look up; the suffix makes it unique.
    private final String value = ManagementFactory.getRuntimeMXBean().getName() + "-"
            + UUID.randomUUID().toString().substring(0, 8);

    /** The name. */
    public String value() {
        return value;
    }

    /** The client id of the consumer of a queue. The consumers of a process need different ones. */
    String clientId(String queue) {
        return value + SEPARATOR + queue;
    }

    /** The name of the worker with a client id; the client id itself if it is not one of a worker. */
    static String of(String clientId, String queue) {
        String suffix = SEPARATOR + queue;
        return clientId.endsWith(suffix) ? clientId.substring(0, clientId.length() - suffix.length()) : clientId;
    }
}
