package io.redoubt.api;

import java.util.ArrayList;
import java.util.List;

/** The names of all topics. */
public final class Topics {

    /** Experiment requests; key: experiment name. */
    public static final String EXPERIMENTS = "redoubt.experiments";

    /** Job life cycle and progress; key: experiment id. */
    public static final String EVENTS = "redoubt.events";

    /** Compacted: the latest state of each experiment; key: experiment id. */
    public static final String STATUS = "redoubt.status";

    /** Compacted: the finished report; key: experiment id. */
    public static final String RESULTS = "redoubt.results";

    /** Commands that cancel, pause, resume or forget an experiment; key: experiment id. */
    public static final String CONTROL = "redoubt.control";

    /** Records that cannot be read or run, with the reason in headers; key: that of the original record. */
    public static final String DEAD_LETTERS = "redoubt.dead-letters";

    /** Prefix of all work queues. */
    public static final String QUEUE_PREFIX = "redoubt.jobs.";

    /** Work queue of the finetune-service. */
    public static final String FINETUNE = QUEUE_PREFIX + "finetune";

    /** Work queue of the attack-service. */
    public static final String ATTACK = QUEUE_PREFIX + "attack";

    /** Work queue of the eval-service. */
    public static final String EVALUATE = QUEUE_PREFIX + "evaluate";

    /** Prefix of the work queues of the pretext services. */
    public static final String PRETRAIN_PREFIX = QUEUE_PREFIX + "pretrain.";

    private Topics() {}

    /** Returns the work queue of one pretext service, such as {@code redoubt.jobs.pretrain.rotation}. */
    public static String pretrain(String queue) {
        return PRETRAIN_PREFIX + Ids.require("task", queue);
    }

    /** All work queues. */
    public static List<String> queues() {
        List<String> queues = new ArrayList<>();
        PretextNames.QUEUES.forEach(queue -> queues.add(pretrain(queue)));
        queues.addAll(List.of(FINETUNE, ATTACK, EVALUATE));
        return List.copyOf(queues);
    }
}
