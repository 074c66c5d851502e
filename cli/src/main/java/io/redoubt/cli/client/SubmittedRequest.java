package io.redoubt.cli.client;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A published request.
 *
 * @param experiment id of the experiment
 * @param statusFrom offsets of {@code redoubt.status} at submission; the response follows them
 */
public record SubmittedRequest(String experiment, Map<TopicPartition, Long> statusFrom) {

    public SubmittedRequest {
        statusFrom = Map.copyOf(statusFrom);
    }
}
