package io.redoubt.api;

import java.util.List;
import java.util.stream.Stream;

/** The pretext tasks a request may name, and their work queues. The learning engine registers one class for each task. */
public final class PretextNames {

    /** The tasks; the same string names a task in requests, topics, metrics and reports. */
    public static final List<String> TASKS = List.of("rotation", "jigsaw", "selfie");

    /** Several tasks at a time, in the names of queues, model descriptions and deployments. */
    public static final String JOINT = "joint";

    /** The work queues: one a task, and one for several at a time. */
    public static final List<String> QUEUES =
            Stream.concat(TASKS.stream(), Stream.of(JOINT)).toList();

    private PretextNames() {}

    /** Returns {@code task} if there is such a pretext task. */
    public static String require(String field, String task) {
        if (!TASKS.contains(task)) {
            throw new InvalidFieldException(
                    field, Ids.quote(task) + " is not a pretext task; known are " + String.join(", ", TASKS));
        }
        return task;
    }
}
