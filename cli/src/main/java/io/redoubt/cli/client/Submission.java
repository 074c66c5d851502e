package io.redoubt.cli.client;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A request that has been published.
 *
 * @param experiment the id it has if it is accepted
 * @param rejection the id under which a refusal would stand
 * @param statusFrom where on {@code redoubt.status} the answer can first stand
 */
public record Submission(String experiment, String rejection, Map<TopicPartition, Long> statusFrom) {

    /** Whether a status with that id answers this submission. */
    boolean isAnsweredBy(String id) {
        return id.equals(experiment) || id.equals(rejection);
    }
}
