package io.redoubt.pipeline.event;

import io.redoubt.api.Require;
import java.util.Optional;

/**
 * A record that was given up.
 *
 * @param payload its value, as it came
 * @param key its key, as it came
 * @param topic where it stood
 * @param partition its partition there
 * @param offset its offset there
 * @param failure what kind of failure it was
 * @param reason why, in a line that names the field or the job
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
