package io.redoubt.eval.report.figures;

import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.request.ExperimentRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The inputs and software that the figures depend on, as plain JSON values. */
public final class Provenance {

    public static final String REQUEST = "request";

    private Provenance() {}

    public static Map<String, Object> of(
            ExperimentRequest request,
            DatasetManifest dataset,
            Map<String, SubjectResults> results,
            Environment environment) {
        Map<String, Object> models = new TreeMap<>();
        results.forEach((subject, found) -> models.put(subject, model(found.finetune())));
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put(REQUEST, Json.mapper().convertValue(request, Map.class));
        provenance.put("dataset", Map.of("name", dataset.name(), "sha256", dataset.sha256()));
        provenance.put("models", models);
        provenance.put("software", new TreeMap<>(environment.software()));
        provenance.put("java", environment.java());
        provenance.put("os", environment.os());
        provenance.put("cores", environment.cores());
        provenance.put("created", environment.created().toString());
        return provenance;
    }

    private static Map<String, Object> model(ResultManifest finetune) {
        Map<String, String> parts = new TreeMap<>();
        for (Artifact part : finetune.parts()) {
            parts.put(part.part(), part.sha256());
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("job", finetune.fingerprint());
        model.put("finished", finetune.finished().toString());
        model.put("worker", finetune.worker());
        model.put("sha256", parts);
        return model;
    }
}
