package io.redoubt.experiment.rest;

import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.overview.Curve;
import io.redoubt.experiment.overview.ExperimentJobs;
import io.redoubt.experiment.overview.ExperimentResults;
import io.redoubt.experiment.overview.ExperimentSummary;
import io.redoubt.experiment.overview.Experiments;
import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.overview.ResultOverview;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import io.redoubt.experiment.view.WaitingJobs;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the dashboard shows about one experiment, as JSON. */
@Path("/experiments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "experiments")
@APIResponse(responseCode = "404", description = "The experiment does not exist")
public class ExperimentDetailsResource {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final StatusView view;
    private final WaitingJobs waiting;
    private final Experiments experiments;
    private final ExperimentJobs jobs;
    private final ExperimentResults results;
    private final SubmittedRequests requests;

    ExperimentDetailsResource(
            StatusView view,
            WaitingJobs waiting,
            Experiments experiments,
            ExperimentJobs jobs,
            ExperimentResults results,
            SubmittedRequests requests) {
        this.view = view;
        this.waiting = waiting;
        this.experiments = experiments;
        this.jobs = jobs;
        this.results = results;
        this.requests = requests;
    }

    @GET
    @Path("/summary")
    @Operation(summary = "Returns progress, time left and the best result so far")
    public ExperimentSummary summary(String id) {
        return experiments.summary(view.get(id));
    }

    @GET
    @Path("/jobs")
    @Operation(summary = "Returns the jobs with the jobs that they need, their attempts and epochs")
    public List<JobOverview> jobs(String id) {
        return jobs.of(waiting.explain(view.get(id)));
    }

    @GET
    @Path("/curves")
    @Operation(summary = "Returns the learning curves of training jobs, one point per finished epoch")
    public List<Curve> curves(String id) {
        return jobs.curves(view.get(id));
    }

    @GET
    @Path("/results")
    @Operation(summary = "Returns the results table: that of the report, or the evaluations that have finished")
    public ResultOverview results(String id) {
        return results.of(view.get(id));
    }

    @GET
    @Path("/request")
    @Operation(summary = "Returns the request with all defaults")
    public ExperimentRequest request(String id) {
        view.get(id);
        return requests.request(id).orElseThrow(() -> new NoRequestException(id));
    }

    @GET
    @Path("/request/sent")
    @Produces(TEXT)
    @Operation(summary = "Returns the text of the request as it was sent")
    public byte[] sent(String id) {
        view.get(id);
        return requests.text(id).orElseThrow(() -> new NoRequestException(id));
    }
}
