package io.redoubt.system;

/** The smallest request that goes through every stage. */
final class TinyExperiment {

    private TinyExperiment() {}

    /**
     * One pretext task, one baseline, one pretrained model and the ensemble of both, evaluated on 40 images.
     *
     * @param batch images per training step
     */
    static String named(String name, String dataset, int batch) {
        return """
                {"name": "%s", "dataset": "%s", "model": {"depth": 10, "width": 1}, "seed": 3,
                 "defaults": {
                   "pretrain": {"epochs": 2, "batch": %d, "attack": {"steps": 1}, "selectionSteps": 1},
                   "finetune": {"epochs": 2, "batch": %d, "attack": {"steps": 1}, "selectionSteps": 1}},
                 "pretrain": [{"id": "rotation", "task": "rotation"}],
                 "finetune": [{"from": "none", "training": "standard"}, {"from": "rotation"}],
                 "evaluate": {"attacks": ["pgd-2", "fgsm"], "images": 40, "shard": 20, "transfer": true, "checks": 4, "corruptions": true,
                              "ensembles": [["none/full-standard", "rotation/full-adversarial"]]}}
                """.formatted(name, dataset, batch, batch);
    }
}
