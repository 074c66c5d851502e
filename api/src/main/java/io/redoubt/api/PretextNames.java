package io.redoubt.api;

import java.util.List;
import java.util.stream.Stream;

/** The pretext tasks that a request may name, and their work queues. */
public final class PretextNames {

    /** The tasks; the same string names a task in requests, topics, metrics and reports. */
    public static final List<String> TASKS = ExtensionPoint.PRETEXT_TASK.names();

    /** The name for several tasks at a time, in queues, model descriptions and deployments. */
    public static final String JOINT = "joint";

    /** The work queues: one per task, and one for several tasks at a time. */
    public static final List<String> QUEUES =
            Stream.concat(TASKS.stream(), Stream.of(JOINT)).toList();

    private PretextNames() {}
}
