package io.redoubt.cli.client;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A request that has been published.
 *
 * @param experiment its experiment's id
 * @param statusFrom where on {@code redoubt.status} the answer can first stand
 */
public record SubmittedRequest(String experiment, Map<TopicPartition, Long> statusFrom) {

    public SubmittedRequest {
        statusFrom = Map.copyOf(statusFrom);
    }
}
