package io.redoubt.experiment.plan;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.EvaluationSettings;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.api.request.PretrainEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds one plan, with the jobs in topological order. */
final class Planner {

    private static final AttackName CORRUPTIONS = AttackName.parse(AttackName.CORRUPTIONS);

    private final String id;
    private final ExperimentRequest request;
    private final EvaluationSettings evaluate;
    private final DatasetRef dataset;
    private final int images;
    private final List<IndexRange> shards;
    private final List<PlanNode> nodes = new ArrayList<>();
    private final Map<String, NodeOutput> reported = new HashMap<>();
    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    /**
     * A model or an ensemble, and the adversarial examples that are created for it.
     *
     * @param models the model, or the members of the ensemble
     * @param examples the examples by their roles in the report
     */
    private record Subject(List<NodeOutput> models, Map<String, NodeOutput> examples) {}

    Planner(String id, ExperimentRequest request, DatasetManifest dataset) {
        this.id = id;
        this.request = request;
        this.evaluate = request.evaluate();
        this.dataset = dataset.ref();
        this.images = images(evaluate, dataset);
        requireBoundedJobs();
        this.shards = IndexRange.shards(images, evaluate.shard());
    }

    private static int images(EvaluationSettings evaluate, DatasetManifest dataset) {
        if (evaluate.images() > dataset.test()) {
            throw new InvalidFieldException(
                    "evaluate.images",
                    evaluate.images() + " is more than the " + dataset.test() + " test images of " + dataset.name()
                            + "; use 0 for all");
        }
        return evaluate.images() == 0 ? dataset.test() : evaluate.images();
    }

    Plan plan() {
        request.pretrain().forEach(this::pretrain);
        request.finetune().forEach(this::finetune);
        request.finetune().forEach(this::addSubject);
        evaluate.ensembles().forEach(this::addSubject);
        if (evaluate.transfer()) {
            subjects.forEach(this::transfer);
        }
        add("report", new ReportSpec(id, request, dataset, Map.of()), reported);
        requireBoundedNames();
        return new Plan(id, nodes);
    }

    private void requireBoundedNames() {
        long length = nodes.stream().mapToLong(node -> node.name().length()).sum();
        if (length > Plan.MAX_NAMES) {
            throw new InvalidFieldException(
                    "evaluate.ensembles",
                    "the names of the " + nodes.size() + " jobs have " + length + " characters in total; the limit is "
                            + Plan.MAX_NAMES + ", so use larger shards, smaller ensembles or shorter ids");
        }
    }

    private void requireBoundedJobs() {
        long variants = evaluate.last() ? 2 : 1;
        long shardsPerAttack = IndexRange.shardCount(images, evaluate.shard());
        long jobsPerSubject = shardsPerAttack * evaluate.attacks().size() + 1;
        long checkJobs = (evaluate.checks() > 0 ? 1 : 0)
                + (evaluate.corruptions() ? shardsPerAttack : 0)
                + (evaluate.transfer() ? 1 : 0);
        long jobs = request.pretrain().size()
                + request.finetune().size() * (1 + variants * jobsPerSubject)
                + evaluate.ensembles().size() * jobsPerSubject
                + request.subjects().size() * checkJobs
                + 1;
        if (jobs > Plan.MAX_NODES) {
            throw new InvalidFieldException(
                    "evaluate.shard",
                    evaluate.shard() + " gives " + jobs + " jobs; the limit is " + Plan.MAX_NODES
                            + ", so use larger shards or fewer attacks");
        }
    }

    private void pretrain(PretrainEntry entry) {
        PretrainSpec spec = new PretrainSpec(
                dataset,
                request.model(),
                entry.task(),
                entry.training(),
                entry.diversity(),
                request.threat(),
                entry.recipe(),
                request.seed());
        add(pretrainNode(entry.id()), spec, Map.of());
    }

    private void finetune(FinetuneEntry entry) {
        FinetuneSpec spec = new FinetuneSpec(
                dataset,
                request.model(),
                entry.scope(),
                entry.training(),
                entry.frozenBatchNorm(),
                entry.objective(),
                request.threat(),
                entry.recipe(),
                request.seed());
        Map<String, NodeOutput> inputs = new HashMap<>();
        if (!entry.fromScratch()) {
            NodeOutput trunk = NodeOutput.model(pretrainNode(entry.from()));
            inputs.put(InputRoles.TRUNK, trunk);
            reported.put(InputRoles.pretrained(entry.from()), trunk);
        }
        String node = add(finetuneNode(entry.subject()), spec, inputs);
        reported.put(InputRoles.finetuned(entry.subject()), NodeOutput.model(node));
        reported.put(InputRoles.history(entry.subject()), NodeOutput.history(node));
    }

    private void addSubject(FinetuneEntry entry) {
        addSubject(entry.subject(), List.of(NodeOutput.model(finetuneNode(entry.subject()))));
        if (evaluate.last()) {
            addLastEpoch(entry);
        }
    }

    private void addSubject(EnsembleEntry ensemble) {
        addSubject(
                ensemble.subject(),
                ensemble.members().stream()
                        .map(member -> NodeOutput.model(finetuneNode(member)))
                        .toList());
    }

    private void addSubject(String subject, List<NodeOutput> models) {
        Map<String, NodeOutput> examples = new HashMap<>();
        Map<String, NodeOutput> transferred = new HashMap<>();
        for (AttackName attack : evaluate.attacks()) {
            for (IndexRange range : shards) {
                NodeOutput made = attack(subject, models, attack, range);
                examples.put(InputRoles.examples(attack, range), made);
                transferred.put(InputRoles.examples(subject, attack, range), made);
            }
        }
        reported.putAll(transferred);
        subjects.put(subject, new Subject(models, transferred));
        reported.put(InputRoles.scores(subject), evaluate(subject, models, examples));
        addChecks(subject, models);
    }

    private void addLastEpoch(FinetuneEntry entry) {
        String name = entry.subject() + PlanNode.LAST_EPOCH;
        List<NodeOutput> last = List.of(NodeOutput.last(finetuneNode(entry.subject())));
        Map<String, NodeOutput> examples = new HashMap<>();
        for (AttackName attack : evaluate.attacks()) {
            for (IndexRange range : shards) {
                examples.put(InputRoles.examples(attack, range), attack(name, last, attack, range));
            }
        }
        reported.put(InputRoles.lastScores(entry.subject()), evaluate(name, last, examples));
    }

    private NodeOutput attack(String name, List<NodeOutput> models, AttackName attack, IndexRange range) {
        AttackSpec spec = new AttackSpec(
                dataset, attack, request.threat(), evaluate.step(), range.from(), range.to(), request.seed());
        String node = add("attack/" + name + "/" + attack + "/" + range, spec, InputRoles.models(models));
        return NodeOutput.examples(node);
    }

    private NodeOutput evaluate(String name, List<NodeOutput> models, Map<String, NodeOutput> examples) {
        Map<String, NodeOutput> inputs = new HashMap<>(examples);
        inputs.putAll(InputRoles.models(models));
        EvaluateSpec spec = new EvaluateSpec(dataset, request.threat(), evaluate.attacks(), images);
        return NodeOutput.scores(add("evaluate/" + name, spec, inputs));
    }

    /** Adds the checks for gradient masking and the evaluation on corrupted images. */
    private void addChecks(String subject, List<NodeOutput> models) {
        if (evaluate.checks() > 0) {
            DiagnoseSpec spec =
                    new DiagnoseSpec(dataset, request.threat(), Math.min(images, evaluate.checks()), request.seed());
            String node = add("diagnose/" + subject, spec, InputRoles.models(models));
            reported.put(InputRoles.diagnosis(subject), NodeOutput.diagnosis(node));
        }
        if (evaluate.corruptions()) {
            for (IndexRange range : shards) {
                NodeOutput made = attack(subject, models, CORRUPTIONS, range);
                reported.put(InputRoles.corruptions(subject, range), NodeOutput.corruptions(made.node()));
            }
        }
    }

    /** Adds the evaluation of a subject on the examples that attack jobs create for all others. */
    private void transfer(String subject, Subject target) {
        Map<String, NodeOutput> inputs = new HashMap<>(InputRoles.models(target.models()));
        List<String> sources = new ArrayList<>();
        subjects.forEach((source, other) -> {
            if (!source.equals(subject)) {
                sources.add(source);
                inputs.putAll(other.examples());
            }
        });
        TransferSpec spec = new TransferSpec(dataset, sources, evaluate.attacks(), images);
        NodeOutput scores = NodeOutput.transfer(add("transfer/" + subject, spec, inputs));
        reported.put(InputRoles.transfer(subject), scores);
    }

    private static String pretrainNode(String id) {
        return "pretrain/" + id;
    }

    private static String finetuneNode(String subject) {
        return "finetune/" + subject;
    }

    private String add(String name, JobSpec spec, Map<String, NodeOutput> inputs) {
        nodes.add(new PlanNode(name, spec, inputs));
        return name;
    }
}
