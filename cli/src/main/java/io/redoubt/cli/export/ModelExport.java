package io.redoubt.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.FinetuneEntry;
import io.redoubt.core.model.file.EvaluationSubject;
import io.redoubt.core.model.file.TorchScriptExport;
import io.redoubt.data.file.OutputFile;
import io.redoubt.pipeline.artifact.ExperimentModels;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a model of an experiment, its model card and its RobustBench entry to a folder. */
final class ModelExport {

    private static final String CARD = "README.md";

    private final ObjectStore store;
    private final LocalCache cache;
    private final Path folder;

    /** @param folder exists */
    ModelExport(ObjectStore store, LocalCache cache, Path folder) {
        this.store = store;
        this.cache = cache;
        this.folder = folder;
    }

    /**
     * Writes all files.
     *
     * @param format of {@link ExportFormats}
     * @return the files
     * @throws InvalidFieldException if there is no such subject, or the folder has another model card
     * @throws IllegalStateException if a model is not stored
     */
    List<Path> write(ExperimentStatus status, Report report, String name, String format) throws IOException {
        ReportedSubject subject = ReportedSubject.of(report, name);
        List<Path> models = fetch(status, subject.members());
        EvaluationSubject evaluated = EvaluationSubject.read(models);
        boolean script = format.equals(ExportFormats.TORCHSCRIPT);
        List<String> names = script ? List.of("model.pt") : fileNames(models.size());
        String card = new ModelCard(
                        subject,
                        evaluated.members().get(0).description(),
                        script ? Usage.ofScript(names.get(0)) : Usage.ofModelFiles(names))
                .text();
        requireNoOtherCard(card);
        List<Path> written = new ArrayList<>();
        if (script) {
            written.add(folder.resolve(names.get(0)));
            TorchScriptExport.write(evaluated, written.get(0));
        } else {
            for (int i = 0; i < models.size(); i++) {
                written.add(copy(models.get(i), names.get(i)));
            }
        }
        written.add(write(CARD, card.getBytes(StandardCharsets.UTF_8)));
        robustBench(report.experiment(), name)
                .ifPresent(entry -> written.add(write(ResultFileNames.ROBUSTBENCH, Json.pretty(entry))));
        return written;
    }

    private List<Path> fetch(ExperimentStatus status, List<FinetuneEntry> members) {
        ExperimentModels models = new ExperimentModels(status);
        return members.stream()
                .map(member -> models.find(store, member.subject(), ResultFileNames.MODEL))
                .map(this::fetch)
                .toList();
    }

    private Path fetch(Artifact model) {
        return cache.fetch(StoreKeys.resultPart(model), model.sha256(), model.bytes());
    }

    private static List<String> fileNames(int members) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= members; i++) {
            names.add(members == 1 ? ResultFileNames.MODEL : "member-" + i + ".safetensors");
        }
        return names;
    }

    /** The user may have added a license and other text to a card. */
    private void requireNoOtherCard(String card) throws IOException {
        Path file = folder.resolve(CARD);
        if (Files.exists(file) && !Files.readString(file).equals(card)) {
            throw new InvalidFieldException(
                    "--to", file + " exists and has other content; move it, or name another directory");
        }
    }

    private Path copy(Path model, String name) throws IOException {
        Path file = folder.resolve(name);
        OutputFile.write(file, out -> Files.copy(model, out));
        return file;
    }

    private Path write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            OutputFile.write(file, out -> out.write(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The entry of one subject; empty if an older version wrote the report. */
    private Optional<Map<String, JsonNode>> robustBench(String experiment, String subject) {
        return store.get(StoreKeys.experiment(experiment, ResultFileNames.ROBUSTBENCH))
                .map(stored -> Json.read(stored.content(), JsonNode.class).get(subject))
                .map(entry -> Map.of(subject, entry));
    }
}
