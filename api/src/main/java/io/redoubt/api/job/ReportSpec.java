package io.redoubt.api.job;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.ExperimentRequest;

/**
 * The report of a finished experiment. Results: {@code report.json}, {@code report.html}, {@code report.md}, {@code
 * robustbench.json}. Inputs:
 *
 * <ul>
 *   <li>{@code pretrain/<id>} for every pretraining run that a model starts from: its {@code model.safetensors};
 *   <li>and for every model of the request: {@code finetune/<subject>}, its {@code model.safetensors}; {@code
 *       history/<subject>}, its {@code history.json}; {@code scores/<subject>} and, where the last epoch is judged, {@code
 *       last-scores/<subject>}; and for every attack and shard {@code examples/<subject>/<attack>/<from>-<to>}, made for
 *       the best epoch;
 *   <li>for every ensemble of the request {@code scores/<subject>} and its {@code examples/<subject>/...};
 *   <li>if transfer is requested, for every subject {@code transfer/<subject>};
 *   <li>if subjects are checked for gradient masking, for every subject {@code diagnosis/<subject>};
 *   <li>if corruptions are requested, for every subject and shard {@code corruptions/<subject>/<from>-<to>}.
 * </ul>
 *
 * @param experiment id of the experiment
 * @param request the request
 * @param dataset the data set that the request resolved to
 */
public record ReportSpec(String experiment, ExperimentRequest request, DatasetRef dataset) implements JobSpec {

    public ReportSpec {
        Ids.require("experiment", experiment);
        Require.present("request", request);
        Require.present("dataset", dataset);
    }

    @Override
    public Stage stage() {
        return Stage.REPORT;
    }

    /** Role of a pretrained model. */
    public static String pretrainRole(String id) {
        return "pretrain/" + id;
    }

    /** Role of a fine-tuned model, the best epoch's weights. */
    public static String finetuneRole(String subject) {
        return "finetune/" + subject;
    }

    /** Role of a fine-tuned model's training history, a list of {@link io.redoubt.api.report.EpochRecord}. */
    public static String historyRole(String subject) {
        return "history/" + subject;
    }

    /** Role of an ensemble's or of the best epoch's {@link io.redoubt.api.report.Scores}. */
    public static String scoresRole(String subject) {
        return "scores/" + subject;
    }

    /** Role of the last epoch's {@link io.redoubt.api.report.Scores}. */
    public static String lastScoresRole(String subject) {
        return "last-scores/" + subject;
    }

    /** Role of a subject's {@link io.redoubt.api.report.TransferScores}. */
    public static String transferRole(String subject) {
        return "transfer/" + subject;
    }

    /** Role of what a subject said of corrupted images, of one shard. */
    public static String corruptionsRole(String subject, int from, int to) {
        return corruptionsPrefix(subject) + from + "-" + to;
    }

    /** Role of every shard of corrupted images of a subject begins so. */
    public static String corruptionsPrefix(String subject) {
        return "corruptions/" + subject + "/";
    }

    /** Role of a subject's {@link io.redoubt.api.report.GradientMaskingDiagnosis}. */
    public static String diagnosisRole(String subject) {
        return "diagnosis/" + subject;
    }

    /** Role of the adversarial examples made for a subject with one attack, on one shard. */
    public static String examplesRole(String subject, AttackName attack, int from, int to) {
        return examplesPrefix(subject) + attack + "/" + from + "-" + to;
    }

    /** Role of every example made for a subject begins so. */
    public static String examplesPrefix(String subject) {
        return "examples/" + subject + "/";
    }
}
