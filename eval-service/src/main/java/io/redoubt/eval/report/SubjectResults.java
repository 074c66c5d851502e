package io.redoubt.eval.report;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the jobs of one model left behind.
 *
 * @param scores of the best epoch's weights
 * @param lastScores of the last epoch's weights, where they were judged
 * @param pretrain the pretraining run that it starts from; empty for P1
 * @param finetune its fine-tuning run
 * @param judging the jobs that attacked and evaluated the best epoch's weights
 */
public record SubjectResults(
        Scores scores,
        Optional<Scores> lastScores,
        Optional<ResultManifest> pretrain,
        ResultManifest finetune,
        List<ResultManifest> judging) {

    public SubjectResults {
        Require.present("scores", scores);
        Require.present("lastScores", lastScores);
        Require.present("pretrain", pretrain);
        Require.present("finetune", finetune);
        judging = List.copyOf(Require.present("judging", judging));
    }

    /** The epoch whose weights were kept, from 1. */
    int bestEpoch() {
        return (int) Math.round(metric(finetune, ResultManifest.BEST_EPOCH));
    }

    /** Images sent forward through a network, over all jobs of the row. */
    long forwardPasses() {
        return jobs().stream()
                .mapToLong(job -> Math.round(metric(job, ResultManifest.FORWARD_PASSES)))
                .sum();
    }

    /** Wall-clock seconds, over all jobs of the row. */
    double seconds() {
        return jobs().stream()
                .mapToDouble(job -> metric(job, ResultManifest.SECONDS))
                .sum();
    }

    private List<ResultManifest> jobs() {
        List<ResultManifest> jobs = new ArrayList<>(judging);
        pretrain.ifPresent(jobs::add);
        jobs.add(finetune);
        return jobs;
    }

    private static double metric(ResultManifest job, String name) {
        return Require.present(
                job.stage().wireName() + " " + job.fingerprint() + " metrics." + name,
                job.metrics().get(name));
    }
}
