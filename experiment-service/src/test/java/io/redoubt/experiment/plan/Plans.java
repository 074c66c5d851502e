package io.redoubt.experiment.plan;

import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.Requests;

/** The plans of requests on a data set of {@link Requests}. */
final class Plans {
    private Plans() {}

    static Plan plan(String yaml) {
        return plan(Requests.yaml(yaml));
    }

    static Plan plan(byte[] yaml) {
        ExperimentRequest request = Requests.read(yaml);
        return Plan.of(request.id(), request, Requests.DATASET);
    }

    static PlanNode node(Plan plan, String name) {
        return plan.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static PlanNode report(Plan plan) {
        return plan.nodes().get(plan.nodes().size() - 1);
    }
}
