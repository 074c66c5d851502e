package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.training.Recipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what the parts of a request require of each other, in a time that is linear in the number of entries, because
 * anybody can send a request.
 */
final class RequestRules {

    private final List<RequestProblem> problems = new ArrayList<>();

    private RequestRules() {}

    /** Returns the problems; empty if there are none. */
    static List<RequestProblem> problems(
            Threat threat, List<PretrainEntry> pretrain, List<FinetuneEntry> finetune, EvaluationSettings evaluate) {
        return problems(Optional.of(threat), Optional.of(pretrain), Optional.of(finetune), Optional.of(evaluate));
    }

    /** Returns the problems; empty if there are none. A part that is invalid by itself is empty and is not checked. */
    static List<RequestProblem> problems(
            Optional<Threat> threat,
            Optional<List<PretrainEntry>> pretrain,
            Optional<List<FinetuneEntry>> finetune,
            Optional<EvaluationSettings> evaluate) {
        RequestRules rules = new RequestRules();
        threat.ifPresent(norm -> rules.checkSteps(norm, pretrain, finetune, evaluate));
        pretrain.map(rules::ids).ifPresent(ids -> finetune.ifPresent(entries -> rules.checkTrunks(ids, entries)));
        finetune.ifPresent(entries -> evaluate.ifPresent(settings -> rules.checkSubjects(entries, settings)));
        return rules.problems;
    }

    private void add(String field, String problem) {
        if (problems.size() < RequestProblems.MAX) {
            problems.add(new RequestProblem(0, field, problem));
        }
    }

    /** Returns the names in one line of bounded length, because every problem may repeat it. */
    private static String list(Set<String> names) {
        return SanitizedText.of(String.join(", ", names));
    }

    private void checkSteps(
            Threat threat,
            Optional<List<PretrainEntry>> pretrain,
            Optional<List<FinetuneEntry>> finetune,
            Optional<EvaluationSettings> evaluate) {
        boolean pixels = threat.boundsPixels();
        int index = 0;
        for (PretrainEntry entry : pretrain.orElse(List.of())) {
            String field = "pretrain[" + index++ + "]";
            if (!pixels && entry.task().isJoint()) {
                add(
                        field + ".task",
                        "is joint, which perturbs several inputs at a time and does not support norm " + threat.norm()
                                + "; use linf");
            }
            checkStep(threat, field, entry.recipe());
        }
        index = 0;
        for (FinetuneEntry entry : finetune.orElse(List.of())) {
            checkStep(threat, "finetune[" + index++ + "]", entry.recipe());
        }
        if (pixels) {
            evaluate.ifPresent(settings -> checkStep(settings.step(), "evaluate.step"));
        }
    }

    private void checkStep(Threat threat, String field, Recipe recipe) {
        if (threat.boundsPixels()) {
            checkStep(recipe.attack().step(), field + ".attack.step");
        }
    }

    private void checkStep(Radius step, String field) {
        try {
            step.requirePixelChange(field);
        } catch (InvalidFieldException e) {
            add(field, e.problem());
        }
    }

    private Set<String> ids(List<PretrainEntry> pretrain) {
        Set<String> ids = new LinkedHashSet<>();
        int index = 0;
        for (PretrainEntry entry : pretrain) {
            if (!ids.add(entry.id())) {
                add(
                        "pretrain[" + index + "].id",
                        Ids.quote(entry.id()) + " is the id of an earlier entry; use unique ids");
            }
            index++;
        }
        return ids;
    }

    private void checkTrunks(Set<String> ids, List<FinetuneEntry> finetune) {
        if (finetune.isEmpty()) {
            add("finetune", "is empty; name at least one run, such as {from: none}");
        }
        String known = ids.isEmpty() ? "add an entry to pretrain" : list(ids);
        Set<String> subjects = new HashSet<>();
        int index = 0;
        for (FinetuneEntry entry : finetune) {
            if (!entry.fromScratch() && !ids.contains(entry.from())) {
                add(
                        "finetune[" + index + "].from",
                        Ids.quote(entry.from()) + " is not the id of a pretrain entry; use none or " + known);
            }
            if (!subjects.add(entry.subject())) {
                add("finetune[" + index + "]", entry.subject() + " is defined twice; remove one of the entries");
            }
            index++;
        }
    }

    private void checkSubjects(List<FinetuneEntry> finetune, EvaluationSettings evaluate) {
        Set<String> subjects = new LinkedHashSet<>();
        finetune.forEach(entry -> subjects.add(entry.subject()));
        String known = list(subjects);
        int index = 0;
        for (EnsembleEntry ensemble : evaluate.ensembles()) {
            for (String member : ensemble.members()) {
                if (!subjects.contains(member)) {
                    add(
                            "evaluate.ensembles[" + index + "]",
                            Ids.quote(member) + " is not a model of this request; its models are " + known);
                }
            }
            index++;
        }
        if (evaluate.transfer() && finetune.size() == 1) {
            add(
                    "evaluate.transfer",
                    "is true, but needs two or more models, and " + known
                            + " is the only one; add another to finetune, or use false");
        }
    }
}
