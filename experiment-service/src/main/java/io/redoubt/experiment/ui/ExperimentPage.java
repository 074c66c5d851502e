package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.overview.ExperimentJobs;
import io.redoubt.experiment.overview.ExperimentResults;
import io.redoubt.experiment.overview.Experiments;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import io.redoubt.experiment.view.WaitingJobs;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** One experiment. */
@Path("/ui/experiments/{id}")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ExperimentPage {

    private static final String ALL = "all";

    private final StatusView statuses;
    private final WaitingJobs waiting;
    private final Experiments experiments;
    private final ExperimentJobs jobs;
    private final ExperimentResults results;
    private final SubmittedRequests requests;
    private final Actions actions;
    private final Clock clock;

    ExperimentPage(
            StatusView statuses,
            WaitingJobs waiting,
            Experiments experiments,
            ExperimentJobs jobs,
            ExperimentResults results,
            SubmittedRequests requests,
            Actions actions,
            Clock clock) {
        this.statuses = statuses;
        this.waiting = waiting;
        this.experiments = experiments;
        this.jobs = jobs;
        this.results = results;
        this.requests = requests;
        this.actions = actions;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(String id, @RestQuery("jobs") @DefaultValue("") String shown) {
        return render(id, shown, "");
    }

    @POST
    @Path("/actions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<TemplateInstance> act(
            String id, @RestForm String action, @RestForm("jobs") @DefaultValue("") String shown) {
        return actions.run(action, List.of(id))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(notice -> render(id, shown, notice));
    }

    private TemplateInstance render(String id, String shown, String notice) {
        ExperimentStatus status = waiting.explain(statuses.get(id));
        return Templates.experiment(new ExperimentModel(
                status,
                experiments.summary(status),
                jobs.of(status),
                results.of(status),
                RequestText.of(requests, id),
                shown.equals(ALL),
                clock.instant(),
                notice));
    }
}
