package io.redoubt.experiment.stream;

import java.util.List;

/** Thrown if a decision has a record that its topic does not accept. Retrying does not help. */
final class OversizedOutputException extends RuntimeException {

    private final List<String> experiments;

    /** @param experiments ids of the experiments that the decision changes */
    OversizedOutputException(String topic, int bytes, int limit, List<String> experiments) {
        super(topic + " does not accept a record of " + bytes + " bytes, the limit is " + limit
                + "; make the experiment smaller, or raise the topic's max.message.bytes and restart the service");
        this.experiments = List.copyOf(experiments);
    }

    List<String> experiments() {
        return experiments;
    }
}
