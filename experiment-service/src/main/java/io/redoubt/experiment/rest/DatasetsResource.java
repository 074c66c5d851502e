package io.redoubt.experiment.rest;

import io.redoubt.api.request.DatasetName;
import io.redoubt.experiment.dataset.AddedDataset;
import io.redoubt.experiment.dataset.DatasetAdditions;
import io.redoubt.experiment.dataset.DatasetDetails;
import io.redoubt.experiment.dataset.DatasetRemoval;
import io.redoubt.experiment.dataset.DatasetViews;
import io.redoubt.experiment.dataset.UnfinishedExperiments;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.dataset.StoredDataset;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The data sets that a request can use. Names are as in requests: {@code NAME} or {@code NAME@DIGEST}. */
@Path("/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets")
public class DatasetsResource {

    private final DatasetCatalog catalog;
    private final DatasetViews views;
    private final DatasetAdditions additions;
    private final UnfinishedExperiments unfinished;

    DatasetsResource(
            DatasetCatalog catalog, DatasetViews views, DatasetAdditions additions, UnfinishedExperiments unfinished) {
        this.catalog = catalog;
        this.views = views;
        this.additions = additions;
        this.unfinished = unfinished;
    }

    @GET
    @Operation(summary = "Lists the data sets in the store")
    public List<StoredDataset> all() {
        return catalog.list();
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Adds a data set from uploaded files, or from a folder of the service")
    @APIResponse(responseCode = "201", description = "The data set, and notes on what was chosen and ignored")
    @APIResponse(responseCode = "400", description = "A field is invalid, or the files do not conform to the format")
    @APIResponse(responseCode = "413", description = "The upload is larger than redoubt.data.upload-limit")
    public Response add(@BeanParam DatasetForm form, MultipartFormDataInput input) throws IOException {
        FormFields.require(input, DatasetForm.class);
        AddedDataset added = form.add(additions);
        return Response.created(URI.create("/datasets/" + added.dataset().version()))
                .entity(added)
                .build();
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Returns a data set: its classes, the number of images of each, and warnings")
    @APIResponse(responseCode = "404", description = "There is no such data set")
    public DatasetDetails one(String name) {
        return views.details(DatasetName.parse(name));
    }

    @GET
    @Path("/{name}/images/{split}/{index}.png")
    @Produces("image/png")
    @Operation(summary = "Returns an image as PNG; the split is train or test, and images are counted from 0")
    @APIResponse(responseCode = "404", description = "There is no such data set or image")
    public byte[] image(String name, String split, int index) {
        return views.png(DatasetName.parse(name), split, index).orElseThrow(NotFoundException::new);
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Removes a data set")
    @APIResponse(responseCode = "204", description = "It is removed")
    @APIResponse(responseCode = "404", description = "There is no such data set")
    @APIResponse(responseCode = "409", description = "Experiments that have not ended use it")
    public void remove(String name) {
        DatasetRemoval.remove(catalog, DatasetName.parse(name), unfinished::whose);
    }
}
