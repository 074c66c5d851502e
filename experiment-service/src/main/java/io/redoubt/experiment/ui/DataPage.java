package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.request.DatasetName;
import io.redoubt.experiment.dataset.AddedDataset;
import io.redoubt.experiment.dataset.DatasetAdditions;
import io.redoubt.experiment.dataset.DatasetConfig;
import io.redoubt.experiment.dataset.DatasetDetails;
import io.redoubt.experiment.dataset.DatasetRemoval;
import io.redoubt.experiment.dataset.DatasetViews;
import io.redoubt.experiment.dataset.UnfinishedExperiments;
import io.redoubt.experiment.rest.DatasetForm;
import io.redoubt.experiment.rest.FormFields;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The data sets: list, add, show and remove. */
@Path("/ui/data")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DataPage {

    private final DatasetCatalog catalog;
    private final DatasetViews views;
    private final DatasetAdditions additions;
    private final UnfinishedExperiments unfinished;
    private final DatasetConfig config;

    DataPage(
            DatasetCatalog catalog,
            DatasetViews views,
            DatasetAdditions additions,
            UnfinishedExperiments unfinished,
            DatasetConfig config) {
        this.catalog = catalog;
        this.views = views;
        this.additions = additions;
        this.unfinished = unfinished;
        this.config = config;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return Templates.data(new DataModel(
                catalog.list(), additions.acceptsPaths(), config.uploadLimit().asLongValue()));
    }

    @GET
    @Path("/{name}")
    @Operation(hidden = true)
    public TemplateInstance show(String name) {
        return Templates.dataset(new DatasetModel(views.details(DatasetName.parse(name)), List.of(), ""));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public TemplateInstance add(@BeanParam DatasetForm form, MultipartFormDataInput input) throws IOException {
        FormFields.require(input, DatasetForm.class);
        AddedDataset added = form.add(additions);
        DatasetDetails details =
                views.details(DatasetName.parse(added.dataset().manifest().name() + "@"
                        + added.dataset().manifest().sha256()));
        return Templates.dataset(new DatasetModel(
                details, added.notes(), "Added " + added.dataset().version()));
    }

    @POST
    @Path("/{name}/remove")
    @Operation(hidden = true)
    public Response remove(String name) {
        DatasetRemoval.remove(catalog, DatasetName.parse(name), unfinished::whose);
        return Response.seeOther(URI.create("/ui/data")).build();
    }
}
