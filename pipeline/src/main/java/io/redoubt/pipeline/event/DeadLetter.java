package io.redoubt.pipeline.event;

import io.redoubt.api.Require;
import java.util.Optional;

/**
 * A rejected record.
 *
 * @param payload its value, unchanged
 * @param key its key, unchanged
 * @param topic the topic it was read from
 * @param partition its partition in that topic
 * @param offset its offset in that partition
 * @param failure the kind of failure
 * @param reason one line that names the field or the job
 */
public record DeadLetter(
        byte[] payload,
        Optional<String> key,
        String topic,
        int partition,
        long offset,
        FailureClass failure,
        String reason) {

    public DeadLetter {
        Require.present("payload", payload);
        Require.present("key", key);
        Require.present("topic", topic);
        Require.present("failure", failure);
        Require.present("reason", reason);
    }
}
