package io.redoubt.experiment.webhook;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.experiment.outbound.GroupReader;
import io.redoubt.experiment.plan.PlanNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Sends a notification for each alarm of a job, from the records of {@code redoubt.events}. As in the report, the weights of
 * the last epoch raise no alarms.
 */
final class AlarmHandler implements GroupReader.Handler {

    private static final Logger LOG = Logger.getLogger(AlarmHandler.class);
    private static final int REMEMBERED = 10_000;

    private final NotificationDelivery delivery;

    /** Ids of the notifications that are done. Another attempt at a job, or one at the same record, finds the same alarms. */
    private final Set<String> done = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    AlarmHandler(NotificationDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public boolean handle(ConsumerRecord<String, byte[]> record, int attempt) throws InterruptedException {
        boolean all = true;
        for (AlarmRaised alarm : alarms(record)) {
            if (!done.contains(alarm.id())) {
                if (delivery.deliver(alarm.experiment(), attempt, () -> alarm)) {
                    done.add(alarm.id());
                } else {
                    all = false;
                }
            }
        }
        return all;
    }

    @Override
    public void skipped() {
        delivery.skipped();
    }

    private static List<AlarmRaised> alarms(ConsumerRecord<String, byte[]> record) {
        return read(record)
                .filter(event ->
                        event.type() == EventType.SUCCEEDED && !event.node().endsWith(PlanNode.LAST_EPOCH))
                .stream()
                .flatMap(event -> event.result().map(ResultManifest::alarms).stream()
                        .flatMap(List::stream)
                        .distinct()
                        .map(alarm -> AlarmRaised.of(event, alarm)))
                .toList();
    }

    private static Optional<JobEvent> read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                return Optional.empty();
            }
            JobEvent event = Json.read(record.value(), JobEvent.class);
            ExperimentKey.require(record.key(), event.experiment());
            return Optional.of(event);
        } catch (UnreadableMessageException e) {
            LOG.debugf("offset=%d event ignored: %s", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
