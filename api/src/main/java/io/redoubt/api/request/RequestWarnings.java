package io.redoubt.api.request;

import io.redoubt.api.request.YamlNode.Mapping;
import io.redoubt.api.request.YamlNode.Sequence;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the entries of a valid request that have no effect. */
final class RequestWarnings {

    private final Mapping written;
    private final List<RequestProblem> warnings = new ArrayList<>();

    private RequestWarnings(Mapping written) {
        this.written = written;
    }

    /** Returns the warnings, in the order of the entries. */
    static List<RequestProblem> of(Mapping written, ExperimentRequest request) {
        RequestWarnings warnings = new RequestWarnings(written);
        warnings.checkPretraining(request);
        warnings.checkFinetuning(request.finetune());
        warnings.checkEvaluation(request.evaluate());
        return warnings.warnings;
    }

    private void checkPretraining(ExperimentRequest request) {
        Set<String> used = request.finetune().stream().map(FinetuneEntry::from).collect(Collectors.toSet());
        for (int i = 0; i < request.pretrain().size(); i++) {
            PretrainEntry entry = request.pretrain().get(i);
            String field = "pretrain[" + i + "]";
            if (!used.contains(entry.id())) {
                add(
                        field,
                        "no finetune entry starts from " + entry.id() + ", whose result is not used; remove it, or"
                                + " add an entry with from: " + entry.id());
            }
            if (entry.diversity().isEmpty()) {
                warnIfWritten(field, "diversity", "with a single task or standard training");
            }
        }
    }

    private void checkFinetuning(List<FinetuneEntry> finetune) {
        for (int i = 0; i < finetune.size(); i++) {
            FinetuneEntry entry = finetune.get(i);
            String field = "finetune[" + i + "]";
            if (entry.fromScratch() && entry.scope() == FinetuneScope.PARTIAL) {
                add(
                        field,
                        "trains stage 4 and the linear layer on a trunk of random weights; use scope: full, or from:"
                                + " the id of a pretrain entry");
            }
            if (entry.training() == TrainingMode.STANDARD) {
                warnIfWritten(field, "loss", "with training: standard, which minimises the cross entropy");
                warnIfWritten(field, "beta", "with training: standard, which minimises the cross entropy");
            } else if (entry.objective().loss().equals(AdversarialLoss.MADRY)) {
                warnIfWritten(field, "beta", "with loss: madry; trades uses it");
            }
            if (entry.scope() == FinetuneScope.FULL) {
                warnIfWritten(field, "frozenBatchNorm", "with scope: full, which freezes nothing");
            }
        }
    }

    private void checkEvaluation(EvaluationSettings evaluate) {
        boolean stated = written.fields().get("evaluate") instanceof Mapping fields
                && fields.fields().containsKey("checks");
        if (stated && evaluate.images() > 0 && evaluate.checks() > evaluate.images()) {
            add(
                    "evaluate.checks",
                    evaluate.checks() + " is more than evaluate.images, " + evaluate.images()
                            + "; all of these are checked");
        }
    }

    private void warnIfWritten(String entry, String name, String reason) {
        if (isWritten(entry, name)) {
            add(entry + "." + name, "has no effect " + reason);
        }
    }

    private boolean isWritten(String entry, String name) {
        int bracket = entry.indexOf('[');
        int index = Integer.parseInt(entry.substring(bracket + 1, entry.length() - 1));
        return written.fields().get(entry.substring(0, bracket)) instanceof Sequence entries
                && entries.items().get(index) instanceof Mapping fields
                && fields.fields().containsKey(name);
    }

    private void add(String field, String problem) {
        warnings.add(new RequestProblem(written.lineOf(field), field, problem));
    }
}
