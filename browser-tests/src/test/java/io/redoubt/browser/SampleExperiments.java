package io.redoubt.browser;

import java.time.Instant;
import java.util.List;

/** Experiments in the states that pages show. */
final class SampleExperiments {

    private static final String STATUS = "redoubt.status";
    private static final String EVENTS = "redoubt.events";
    private static final String FINGERPRINT = "7".repeat(64);
    private static final List<String> STATES = List.of("running", "paused", "cancelled", "failed", "succeeded");

    private final Dashboard dashboard;

    SampleExperiments(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** Returns an experiment that has succeeded. The same request is the same experiment. */
    String succeeded(ToyRequest request) {
        String id = dashboard.server().submit(request.text());
        dashboard.openExperiment(id);
        dashboard.awaitState("succeeded");
        return id;
    }

    /** Returns an experiment that has finished an epoch and runs until the server stops. */
    String running() {
        String id = dashboard.server().submit(ToyRequest.endless("toy-long").text());
        dashboard.openExperiment(id);
        dashboard.browser().element("#curves canvas");
        return id;
    }

    /** Returns an experiment whose request was rejected. */
    String rejected() {
        String id =
                dashboard.server().submit(ToyRequest.brief("toy", 3).text().replace("dataset: toy", "dataset: toys"));
        dashboard.openExperiment(id);
        dashboard.awaitState("rejected");
        return id;
    }

    /** Publishes what a deployment says about an experiment one of whose jobs has failed at the second attempt. */
    String failed() {
        String id = "toy-out-of-memory";
        String message = "out of memory: 12.0 GiB are needed for a batch of 512; use a smaller finetune[0].batch";
        event(id, "started", "worker-a-0", 1, "");
        event(id, "started", "worker-b-0", 2, "");
        event(id, "failed", "worker-b-0", 2, message);
        status(id, "failed", "finetune/none/full-adversarial: " + message, """
                {"node":"finetune/none/full-adversarial","stage":"finetune","state":"failed","fingerprint":"%s","message":"%s"},
                {"node":"evaluate/none/full-adversarial","stage":"evaluate","state":"cancelled","fingerprint":""},
                {"node":"report","stage":"report","state":"cancelled","fingerprint":""}
                """.formatted(FINGERPRINT, message));
        dashboard.openExperiment(id);
        dashboard.awaitState("failed");
        dashboard.browser().element(".timeline");
        return id;
    }

    /** Publishes a record that no service can read, and returns what selects its row. */
    String deadLetter() {
        dashboard.server().publish(EVENTS, "toy", "not an event");
        dashboard.open("/ui/queues");
        dashboard.browser().awaitText("#queues p", "Dead letters: 1");
        return "#selection tbody tr";
    }

    /** Publishes the statuses of many experiments, as if they had been run. */
    void many(int count) {
        for (int i = 1; i <= count; i++) {
            String state = STATES.get(i % STATES.size());
            status(
                    "sweep-%03d".formatted(i),
                    state,
                    state.equals("failed") ? "finetune/none/full-adversarial: the loss is not finite" : "",
                    """
                    {"node":"finetune/none/full-adversarial","stage":"finetune","state":"%s","fingerprint":""}
                    """.formatted(state.equals("paused") ? "waiting" : state));
        }
    }

    private void status(String id, String state, String message, String jobs) {
        dashboard.server().publish(STATUS, id, """
                {"schema":1,"experiment":"%s","name":"%1$s","state":"%s","message":"%s","updated":"%s","jobs":[%s]}
                """.formatted(id, state, message, Instant.now(), jobs));
    }

    private void event(String id, String type, String worker, int attempt, String message) {
        dashboard.server().publish(EVENTS, id, """
                {"schema":1,"experiment":"%s","node":"finetune/none/full-adversarial","stage":"finetune",
                 "fingerprint":"%s","type":"%s","time":"%s","worker":"%s","attempt":%d,"reused":false,"message":"%s"}
                """.formatted(
                        id, FINGERPRINT, type, Instant.now(), worker, attempt, message));
    }
}
