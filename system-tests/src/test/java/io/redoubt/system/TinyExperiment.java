package io.redoubt.system;

/** The smallest request that goes through every stage. */
final class TinyExperiment {

    private TinyExperiment() {}

    /** One pretext, one baseline, one pretrained model and the ensemble of both on a few images. */
    static String named(String name) {
        return """
                {"name": "%s", "model": {"depth": 10, "width": 1}, "seed": 3,
                 "defaults": {
                   "pretrain": {"epochs": 2, "batch": 256, "attack": {"steps": 1}, "selectionSteps": 1},
                   "finetune": {"epochs": 2, "batch": 256, "attack": {"steps": 1}, "selectionSteps": 1}},
                 "pretrain": [{"id": "rotation", "task": "rotation"}],
                 "finetune": [{"from": "none", "training": "standard"}, {"from": "rotation"}],
                 "evaluate": {"attacks": ["pgd-2", "fgsm"], "images": 40, "shard": 20, "transfer": true, "checks": 4, "corruptions": true,
                              "ensembles": [["none/full-standard", "rotation/full-adversarial"]]}}
                """.formatted(name);
    }
}
