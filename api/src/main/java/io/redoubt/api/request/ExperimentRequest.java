package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.Json;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A complete experiment request, as {@link RequestReader} reads it from a user's file.
 *
 * @param schema schema version
 * @param name name of the experiment
 * @param dataset name of a data set in the store, followed by {@code @} and the first digits of its SHA-256 if there are several
 * @param model the network
 * @param seed seed of all randomness
 * @param threat the threat model
 * @param pretrain pretraining runs; may be empty
 * @param finetune fine-tuning runs; at least one
 * @param evaluate how the models are evaluated
 */
public record ExperimentRequest(
        int schema,
        String name,
        String dataset,
        ModelSpec model,
        long seed,
        Threat threat,
        List<PretrainEntry> pretrain,
        List<FinetuneEntry> finetune,
        EvaluationSettings evaluate) {

    /** Maximum length of a name. The experiment id is 11 characters longer, and must be a valid id, too. */
    public static final int MAX_NAME = 52;

    public ExperimentRequest {
        SchemaVersion.requireCurrent(schema);
        requireName(name);
        DatasetName.parse(dataset);
        Require.present("model", model);
        Require.present("threat", threat);
        pretrain = List.copyOf(Require.present("pretrain", pretrain));
        finetune = List.copyOf(Require.present("finetune", finetune));
        Require.present("evaluate", evaluate);
        List<RequestProblem> problems = RequestRules.problems(threat, pretrain, finetune, evaluate);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    /** Returns {@code name} if it is a valid name of an experiment. */
    static String requireName(String name) {
        return Ids.require("name", name, MAX_NAME);
    }

    /** Returns the names of all subjects: the fine-tuned models, then the ensembles, in the order of the request. */
    public List<String> subjects() {
        return Stream.concat(
                        finetune.stream().map(FinetuneEntry::subject),
                        evaluate.ensembles().stream().map(EnsembleEntry::subject))
                .toList();
    }

    /** Returns the pretraining run that {@code entry} starts from; empty for P1. */
    public Optional<PretrainEntry> pretraining(FinetuneEntry entry) {
        return pretrain.stream().filter(run -> run.id().equals(entry.from())).findFirst();
    }

    /** Returns the members of an ensemble of this request, in order. */
    public List<FinetuneEntry> members(EnsembleEntry ensemble) {
        return ensemble.members().stream()
                .flatMap(member ->
                        finetune.stream().filter(entry -> entry.subject().equals(member)))
                .toList();
    }

    /** Returns the pretext task of the model's pretraining; {@link FinetuneEntry#NONE} for P1. */
    public String pretext(FinetuneEntry entry) {
        return pretraining(entry).map(run -> run.task().name()).orElse(FinetuneEntry.NONE);
    }

    /** Returns the scenario in the paper's notation, such as {@code P3,F4}. */
    public String scenario(FinetuneEntry entry) {
        String pretraining = pretraining(entry)
                .map(run -> run.training() == TrainingMode.STANDARD ? "P2" : "P3")
                .orElse("P1");
        int finetuning =
                (entry.scope() == FinetuneScope.PARTIAL ? 1 : 3) + (entry.training() == TrainingMode.STANDARD ? 0 : 1);
        return pretraining + ",F" + finetuning;
    }

    /**
     * Returns the id of the experiment: its name, a hyphen and the first 10 digits of the SHA-256 of its canonical JSON.
     * Equal requests have equal ids, so publishing a request again does not start another experiment.
     */
    public String id() {
        return name + "-" + Json.sha256(Json.canonical(this)).substring(0, 10);
    }
}
