package io.redoubt.experiment.rest;

import io.redoubt.experiment.comparison.ExperimentComparison;
import io.redoubt.experiment.comparison.ExperimentComparisons;
import io.redoubt.experiment.comparison.GroupCurves;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Compares experiments. */
@Path("/comparison")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "experiments")
public class ComparisonResource {

    private final ExperimentComparisons comparisons;

    ComparisonResource(ExperimentComparisons comparisons) {
        this.comparisons = comparisons;
    }

    @GET
    @Operation(summary = "Returns what differs between the requests of experiments, and their results side by side")
    @APIResponse(responseCode = "404", description = "An experiment does not exist")
    public ExperimentComparison compare(
            @Parameter(description = "ids of experiments, separated by commas; the first one is the baseline")
                    @RestQuery
                    @DefaultValue("")
                    String ids) {
        return comparisons.of(ids);
    }

    @GET
    @Path("/curves")
    @Operation(
            summary =
                    "Returns the learning curves of experiments: mean and deviation over those that differ only in seed")
    @APIResponse(responseCode = "404", description = "An experiment does not exist")
    public List<GroupCurves> curves(
            @Parameter(description = "ids of experiments, separated by commas") @RestQuery @DefaultValue("")
                    String ids) {
        return comparisons.curves(ids);
    }
}
