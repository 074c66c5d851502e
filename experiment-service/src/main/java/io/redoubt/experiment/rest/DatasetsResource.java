package io.redoubt.experiment.rest;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the data sets that a request can use. */
@Path("/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets")
public class DatasetsResource {

    private final DatasetCatalog catalog;

    DatasetsResource(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Operation(summary = "Lists the data sets in the store")
    public List<DatasetManifest> all() {
        return catalog.list();
    }
}
