package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.experiment.overview.ExperimentFilter;
import io.redoubt.experiment.overview.Experiments;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The list of experiments. */
@Path("/ui/experiments")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ExperimentsPage {

    private final Experiments experiments;
    private final Actions actions;

    ExperimentsPage(Experiments experiments, Actions actions) {
        this.experiments = experiments;
        this.actions = actions;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @RestQuery @DefaultValue("") String filter,
            @RestQuery @DefaultValue("") String state,
            @RestQuery @DefaultValue("") String sort,
            @RestQuery @DefaultValue("1") int page,
            @RestQuery("column") List<String> columns) {
        return render(filter, state, sort, page, columns, "");
    }

    @POST
    @Path("/actions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<TemplateInstance> act(
            @RestForm String action,
            @RestForm List<String> id,
            @RestForm @DefaultValue("") String filter,
            @RestForm @DefaultValue("") String state,
            @RestForm @DefaultValue("") String sort,
            @RestForm @DefaultValue("1") int page,
            @RestForm("column") List<String> columns) {
        return actions.run(action, id)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(notice -> render(filter, state, sort, page, columns, notice));
    }

    private TemplateInstance render(
            String expression, String state, String sort, int page, List<String> columns, String notice) {
        if (page > Integer.MAX_VALUE / ExperimentsModel.PAGE_SIZE) {
            throw new InvalidFieldException("page", page + " is beyond the last page");
        }
        int offset = Math.max(0, page - 1) * ExperimentsModel.PAGE_SIZE;
        ExperimentFilter filter = ExperimentFilter.parse(expression, state, sort, offset, ExperimentsModel.PAGE_SIZE);
        return Templates.experiments(
                new ExperimentsModel(filter, ListColumn.named(columns), experiments.list(filter), notice));
    }
}
