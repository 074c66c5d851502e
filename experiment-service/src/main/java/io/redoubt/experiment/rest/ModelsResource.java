package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.pipeline.artifact.ExperimentModels;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the fine-tuned models of experiments. */
@Path("/experiments/{id}/models")
@Blocking
@Tag(name = "experiments")
public class ModelsResource {

    private final StatusView view;
    private final ObjectStore store;
    private final LocalCache cache;

    ModelsResource(StatusView view, ObjectStore store, LocalCache cache) {
        this.view = view;
        this.store = store;
        this.cache = cache;
    }

    @GET
    @Path("/{subject: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary = "Returns the model of the best epoch in the safetensors format",
            description = "The subject is the name in the report, such as rotation/full-adversarial.")
    @APIResponse(responseCode = "404", description = "The experiment does not exist, or the model is not stored")
    public Response model(String id, String subject) {
        Artifact model = find(new ExperimentModels(view.get(id)), subject);
        return Response.ok(cache.fetch(StoreKeys.resultPart(model), model.sha256(), model.bytes()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(id, subject) + "\"")
                .build();
    }

    private Artifact find(ExperimentModels models, String subject) {
        try {
            return models.find(store, subject, ResultFileNames.MODEL);
        } catch (InvalidFieldException e) {
            throw new NoModelException(e.problem());
        } catch (IllegalStateException e) {
            throw new NoModelException(e.getMessage());
        }
    }

    private static String fileName(String id, String subject) {
        return id + "-" + subject.replaceAll("[^\\w.-]", "-") + ".safetensors";
    }
}
