package io.redoubt.browser;

/**
 * A request for the toy data set, in YAML.
 *
 * @param name name of the experiment
 * @param seed seed of the experiment
 * @param epochs epochs of each training; an epoch takes less than a second
 */
record ToyRequest(String name, long seed, int epochs) {

    private static final int FEW = 5;
    private static final int MANY = 2_000;

    /** A request whose experiment ends after some seconds. */
    static ToyRequest brief(String name, long seed) {
        return new ToyRequest(name, seed, FEW);
    }

    /** A request with fewer epochs. */
    static ToyRequest briefer(String name) {
        return new ToyRequest(name, 1, FEW - 2);
    }

    /** A request whose experiment runs until it is cancelled. */
    static ToyRequest endless(String name) {
        return new ToyRequest(name, 1, MANY);
    }

    String text() {
        return """
                name: %s
                dataset: toy
                model: {depth: 10, width: 1}
                seed: %d
                defaults:
                  pretrain: {epochs: %d, batch: 24, attack: {steps: 2}, selectionSteps: 1}
                  finetune: {epochs: %3$d, batch: 24, attack: {steps: 2}, selectionSteps: 1}
                pretrain:
                  - {id: rotation, task: rotation}
                finetune:
                  - {from: none, training: standard}
                  - {from: rotation}
                evaluate: {attacks: [pgd-3, fgsm], images: 40, shard: 40, checks: 4, last: false, transfer: true}
                """.formatted(name, seed, epochs);
    }
}
