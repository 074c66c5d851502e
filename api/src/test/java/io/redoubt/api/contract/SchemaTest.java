package io.redoubt.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.WireNamed;
import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferMatrix;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.EvaluationSettings;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.PretrainEntry;
import io.redoubt.api.request.RequestReader;
import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.LearningRateDecay;
import io.redoubt.api.training.LearningRateSchedule;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingAttack;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.api.training.WeightAveraging;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas and the classes have the same fields and values. */
class SchemaTest {

    private static final Set<String> RECIPE = components(Recipe.class);

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("common", "/$defs/stage", Stage.class),
                Arguments.of("job-event", "/properties/type", EventType.class),
                Arguments.of("experiment-status", "/properties/state", ExperimentState.class),
                Arguments.of("experiment-status", "/$defs/job/properties/state", JobState.class),
                Arguments.of("control-command", "/properties/action", ControlCommand.Action.class),
                Arguments.of("training", "/$defs/training", TrainingMode.class),
                Arguments.of("training", "/$defs/scope", FinetuneScope.class),
                Arguments.of("training", "/$defs/batchNorm", BatchNormMode.class),
                Arguments.of("training", "/$defs/recipeFields/properties/schedule", LearningRateSchedule.class),
                Arguments.of("training", "/$defs/recipeFields/properties/augmentation", AugmentationPolicy.class));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void enumHasTheValuesOfItsClass(String schema, String path, Class<? extends Enum<?>> type) {
        List<String> wire = Arrays.stream(type.getEnumConstants())
                .map(value -> Json.mapper().<JsonNode>valueToTree(value).textValue())
                .toList();

        assertThat(texts(ContractFiles.schema(schema).at(path + "/enum"))).isEqualTo(wire);
        assertThat(Arrays.stream(type.getEnumConstants())
                        .filter(WireNamed.class::isInstance)
                        .map(value -> ((WireNamed) value).wireName()))
                .isSubsetOf(wire);
    }

    /** The attacks of the contract make up the pattern. */
    @Test
    void attackNamePatternListsTheExistingAttacks() {
        String budget = "-[1-9][0-9]{0,4}";
        String restarts = "(x[1-9][0-9]{0,2})?";
        String chosen = AttackFamily.CONTRACT.stream()
                .filter(AttackFamily::chooses)
                .map(family -> family.wireName() + (family.budget() == 0 ? budget + restarts : ""))
                .collect(Collectors.joining("|", "(", ")"));
        String others = AttackFamily.CONTRACT.stream()
                .filter(family -> !family.chooses() && !family.equals(AttackFamily.CORRUPTIONS))
                .map(AttackFamily::wireName)
                .collect(Collectors.joining("|", "(", ")"));
        String one = "(" + chosen + "(-margin)?(-targeted)?|" + others + "(" + budget + ")?" + restarts + ")";

        JsonNode attack = ContractFiles.schema("training").at("/$defs/attackName");
        assertThat(attack.path("pattern").textValue())
                .as("copy the expected pattern to $defs/attackName of schema/training.json")
                .isEqualTo("^(autoattack|corruptions|" + one + "(\\+" + one + ")*)$");
        assertThat(attack.path("description").textValue())
                .as("describe the attack in $defs/attackName of schema/training.json")
                .contains(AttackFamily.CONTRACT.stream()
                        .map(AttackFamily::wireName)
                        .toList());
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("complete-request", "", ExperimentRequest.class),
                Arguments.of("complete-request", "/properties/pretrain/items", PretrainEntry.class),
                Arguments.of("complete-request", "/properties/finetune/items", FinetuneEntry.class),
                Arguments.of("complete-request", "/properties/evaluate", EvaluationSettings.class),
                Arguments.of("training", "/$defs/model", ModelSpec.class),
                Arguments.of("training", "/$defs/threat", Threat.class),
                Arguments.of("training", "/$defs/trainingAttack", TrainingAttack.class),
                Arguments.of("training", "/$defs/objective", FinetuneObjective.class),
                Arguments.of("training", "/$defs/decayFields", LearningRateDecay.class),
                Arguments.of("training", "/$defs/averagingFields", WeightAveraging.class),
                Arguments.of("common", "/$defs/artifact", Artifact.class),
                Arguments.of("common", "/$defs/dataset", DatasetRef.class),
                Arguments.of("job", "", Job.class),
                Arguments.of("job-event", "", JobEvent.class),
                Arguments.of("job-event", "/$defs/progress", Progress.class),
                Arguments.of("job-event", "/$defs/device", WorkerDevice.class),
                Arguments.of("control-command", "", ControlCommand.class),
                Arguments.of("experiment-status", "", ExperimentStatus.class),
                Arguments.of("experiment-status", "/$defs/job", ExperimentStatus.JobStatus.class),
                Arguments.of("report", "", Report.class),
                Arguments.of("report", "/$defs/row", ReportRow.class),
                Arguments.of("report", "/$defs/failedSubject", FailedSubject.class),
                Arguments.of("report", "/$defs/transfer", TransferMatrix.class),
                Arguments.of("report", "/$defs/cost", AttackCost.class),
                Arguments.of("report", "/$defs/corruptions", CorruptionAccuracy.class),
                Arguments.of("scores", "", Scores.class),
                Arguments.of("transfer-scores", "", TransferScores.class),
                Arguments.of("corruption-scores", "", CorruptionScores.class),
                Arguments.of("diagnosis", "", GradientMaskingDiagnosis.class),
                Arguments.of("diagnosis", "/$defs/atRadius", GradientMaskingDiagnosis.AtRadius.class),
                Arguments.of("model-evaluation", "", ModelEvaluation.class),
                Arguments.of("model-evaluation", "/$defs/model", EvaluatedModel.class),
                Arguments.of("model-evaluation", "/$defs/accuracy", AccuracyFigures.class),
                Arguments.of("model-evaluation", "/$defs/examples", EvaluatedExamples.class),
                Arguments.of("model-evaluation", "/$defs/attack", EvaluatedAttack.class),
                Arguments.of("model-evaluation", "/$defs/step", AttackFigures.class),
                Arguments.of("result-manifest", "", ResultManifest.class),
                Arguments.of("dataset-manifest", "", DatasetManifest.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void objectHasTheFieldsOfItsRecord(String schema, String path, Class<?> type) {
        assertThat(fields(ContractFiles.schema(schema).at(path))).isEqualTo(components(type));
    }

    @Test
    void reportHasTheAttackFiguresThatJobsRecord() {
        assertThat(with(
                        fields(ContractFiles.schema("report").at("/$defs/rung")),
                        "standing",
                        "forwardPasses",
                        "backwardPasses"))
                .isEqualTo(components(AttackFigures.class));
    }

    static Stream<Arguments> specs() {
        return Stream.of(
                Arguments.of("pretrain", PretrainSpec.class),
                Arguments.of("finetune", FinetuneSpec.class),
                Arguments.of("attack", AttackSpec.class),
                Arguments.of("diagnose", DiagnoseSpec.class),
                Arguments.of("evaluate", EvaluateSpec.class),
                Arguments.of("transfer", TransferSpec.class),
                Arguments.of("report", ReportSpec.class));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void jobSpecHasItsStageAndTheFieldsOfItsRecord(String stage, Class<?> type) {
        JsonNode spec = ContractFiles.schema("job").at("/$defs/" + stage);

        assertThat(spec.at("/properties/stage/const").textValue()).isEqualTo(stage);
        assertThat(fields(spec)).isEqualTo(with(components(type), "stage"));
        assertThat(Set.copyOf(texts(spec.at("/required")))).isEqualTo(with(required(type), "stage"));
    }

    @Test
    void recipeHasTheFieldsOfItsRecord() {
        JsonNode training = ContractFiles.schema("training").at("/$defs");

        assertThat(with(fields(training.at("/recipeFields")), "attack", "decay", "averaging"))
                .isEqualTo(RECIPE);
        assertThat(Set.copyOf(texts(training.at("/recipe/required")))).isEqualTo(RECIPE);
        assertThat(fields(training.at("/writtenTrainingAttack"))).isEqualTo(components(TrainingAttack.class));
        assertThat(fields(ContractFiles.schema("experiment-request").at("/$defs/recipe")))
                .containsExactlyInAnyOrder("attack", "decay", "averaging");
    }

    @Test
    void requestHasTheFieldsOfTheCompleteRequestAndDefaults() {
        JsonNode request = ContractFiles.schema("experiment-request");

        assertThat(fields(request)).isEqualTo(with(components(ExperimentRequest.class), "preset", "defaults"));
        assertThat(with(fields(request.at("/properties/pretrain/items")), "recipe"))
                .isEqualTo(components(PretrainEntry.class));
        Set<String> flat = with(
                components(FinetuneEntry.class),
                components(FinetuneObjective.class).toArray(String[]::new));
        assertThat(with(fields(request.at("/$defs/finetuneDefaults")), "recipe", "objective"))
                .isEqualTo(flat);
        assertThat(fields(request.at("/properties/threat"))).isEqualTo(components(Threat.class));
        assertThat(fields(request.at("/properties/evaluate"))).isEqualTo(components(EvaluationSettings.class));
        assertThat(request.at("/properties/name/maxLength").intValue()).isEqualTo(ExperimentRequest.MAX_NAME);
    }

    static List<Path> experiments() {
        return ContractFiles.files(ContractFiles.ROOT.resolve("experiments"), ".yaml");
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentFileIsValid(Path file) {
        assertThat(ContractFiles.problems("experiment-request", ContractFiles.yaml(file)))
                .isEmpty();

        ExperimentRequest request = RequestReader.read(ContractFiles.bytes(file));

        assertThat(ContractFiles.problems("complete-request", Json.mapper().valueToTree(request)))
                .isEmpty();
        assertThat(file.getFileName()).hasToString(request.name() + ".yaml");
    }

    @Test
    void everyPropertyHasADescription() {
        for (Path file : ContractFiles.files(ContractFiles.SCHEMAS, ".json")) {
            assertDescribed(file.getFileName().toString(), ContractFiles.json(file));
        }
    }

    /** Asserts that every property has a description, or refers to a definition. */
    private static void assertDescribed(String path, JsonNode node) {
        node.path("properties").properties().forEach(property -> assertThat(isDescribed(property.getValue()))
                .as(path + "/properties/" + property.getKey())
                .isTrue());
        node.properties().forEach(child -> assertDescribed(path + "/" + child.getKey(), child.getValue()));
    }

    private static boolean isDescribed(JsonNode property) {
        return property.has("description")
                || property.has("$ref")
                || property.has("const")
                || property.path("items").has("$ref");
    }

    private static Set<String> fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns the components that are always present. */
    private static Set<String> required(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != OptionalDouble.class)
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonInclude.class))
                .map(SchemaTest::wireName)
                .collect(Collectors.toSet());
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(SchemaTest::wireName)
                .collect(Collectors.toSet());
    }

    private static String wireName(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
