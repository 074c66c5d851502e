package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.request.RequestReader;

/** An experiment that runs all stages in a few seconds, about two of them per training. */
record ToyExperiment(String name) {

    byte[] payload() {
        return """
                {"name": "%s", "dataset": "toy", "model": {"depth": 10, "width": 1}, "seed": 5,
                 "defaults": {
                   "pretrain": {"epochs": 5, "batch": 8, "attack": {"steps": 2}, "selectionSteps": 1},
                   "finetune": {"epochs": 5, "batch": 8, "attack": {"steps": 2}, "selectionSteps": 1}},
                 "pretrain": [{"id": "rotation", "task": "rotation"}],
                 "finetune": [{"from": "rotation"}],
                 "evaluate": {"attacks": ["pgd-3"], "images": 40, "shard": 20, "checks": 4}}
                """.formatted(name).getBytes(UTF_8);
    }

    String id() {
        return RequestReader.read(payload()).id();
    }
}
