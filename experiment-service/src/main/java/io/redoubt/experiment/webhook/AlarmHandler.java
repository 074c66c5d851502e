package io.redoubt.experiment.webhook;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.experiment.cache.BoundedMap;
import io.redoubt.experiment.outbound.GroupReader;
import io.redoubt.experiment.outbound.RecordReader;
import io.redoubt.experiment.plan.PlanNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sends a notification for each alarm of a job, from the records of {@code redoubt.events}. As in the report, the weights of
 * the last epoch raise no alarms.
 */
final class AlarmHandler implements GroupReader.Handler {

    private static final int REMEMBERED = 10_000;

    private final NotificationDelivery delivery;

    /** Ids of the notifications that are done. Another attempt at a job, or one at the same record, finds the same alarms. */
    private final Set<String> done = Collections.newSetFromMap(BoundedMap.byInsertion(REMEMBERED));

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
        return RecordReader.read(record, JobEvent.class, JobEvent::experiment)
                .filter(event ->
                        event.type() == EventType.SUCCEEDED && !event.node().endsWith(PlanNode.LAST_EPOCH))
                .stream()
                .flatMap(event -> event.result().map(ResultManifest::alarms).stream()
                        .flatMap(List::stream)
                        .distinct()
                        .map(alarm -> AlarmRaised.of(event, alarm)))
                .toList();
    }
}
