package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.PretextNames;
import io.redoubt.api.Require;
import io.redoubt.api.training.TrainingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * The tasks of a pretraining run: one, or several at a time (paper figure 2). On the wire it is the name of the task,
 * or a list of names.
 *
 * @param tasks no duplicates; sorted alphabetically, because their order does not matter
 */
public record PretextTaskNames(List<String> tasks) {

    /** @throws InvalidFieldException if a task is unknown or occurs twice, or there is none */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public PretextTaskNames {
        if (tasks.isEmpty()) {
            throw new InvalidFieldException("task", "is empty; name a task, such as rotation, or several");
        }
        tasks.forEach(task -> ExtensionPoint.PRETEXT_TASK.require("task", task));
        tasks = tasks.stream().sorted().toList();
        if (tasks.stream().distinct().count() < tasks.size()) {
            throw new InvalidFieldException("task", tasks + " has duplicates; name each task once");
        }
    }

    /** These tasks. */
    public static PretextTaskNames of(String... tasks) {
        return new PretextTaskNames(List.of(tasks));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PretextTaskNames read(JsonNode written) {
        if (!written.isArray()) {
            return of(name(written));
        }
        return new PretextTaskNames(StreamSupport.stream(written.spliterator(), false)
                .map(PretextTaskNames::name)
                .toList());
    }

    private static String name(JsonNode written) {
        if (!written.isTextual()) {
            throw new InvalidFieldException("task", "is not a name, such as rotation, or a list of names");
        }
        return written.textValue();
    }

    /** Whether there are several tasks. */
    public boolean isJoint() {
        return tasks.size() > 1;
    }

    /** The name of the task, or {@value PretextNames#JOINT}, as in topics, model descriptions and deployments. */
    public String name() {
        return isJoint() ? PretextNames.JOINT : tasks.get(0);
    }

    /**
     * Returns the weight of the diversity term, which exists only if several tasks are trained adversarially.
     *
     * @param training the training mode of these tasks
     * @param weight the weight in the request, in [0, 100]
     * @return empty if there is no such term
     */
    public OptionalDouble diversity(TrainingMode training, OptionalDouble weight) {
        weight.ifPresent(value -> Require.between("diversity", value, 0, 100));
        return isJoint() && training == TrainingMode.ADVERSARIAL ? weight : OptionalDouble.empty();
    }

    @JsonValue
    Object written() {
        return isJoint() ? tasks : tasks.get(0);
    }
}
