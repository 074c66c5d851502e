package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.experiment.comparison.ExperimentComparisons;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Experiments side by side. */
@Path("/ui/compare")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ComparePage {

    private final ExperimentComparisons comparisons;

    ComparePage(ExperimentComparisons comparisons) {
        this.comparisons = comparisons;
    }

    /** @param id the selected rows of the list, from browsers without scripts */
    @GET
    @Operation(hidden = true)
    public TemplateInstance compare(@RestQuery @DefaultValue("") String ids, @RestQuery List<String> id) {
        return Templates.compare(new CompareModel(comparisons.of(ids + "," + String.join(",", id))));
    }
}
