package io.redoubt.experiment.ui;

import io.quarkus.qute.TemplateInstance;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.experiment.rest.ExperimentDeletions;
import io.redoubt.experiment.view.StatusView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Deletes experiments after a look at what is deleted with them. */
@Path("/ui/delete")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DeletePage {

    private final StatusView statuses;
    private final ExperimentDeletions deletions;

    DeletePage(StatusView statuses, ExperimentDeletions deletions) {
        this.statuses = statuses;
        this.deletions = deletions;
    }

    /**
     * @param ids ids of experiments, separated by commas
     * @param id further ids; a browser without scripts sends them one by one
     */
    @GET
    @Operation(hidden = true)
    public TemplateInstance ask(@RestQuery @DefaultValue("") String ids, @RestQuery List<String> id) {
        List<String> problems = new ArrayList<>();
        List<ExperimentStatus> selected = Stream.concat(Arrays.stream(ids.split(",")), id.stream())
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .flatMap(each -> deletable(each, problems).stream())
                .toList();
        return Templates.delete(new DeleteModel(
                selected,
                problems,
                selected.isEmpty() ? Optional.empty() : Optional.of(deletions.preview(ids(selected)))));
    }

    private Optional<ExperimentStatus> deletable(String id, List<String> problems) {
        try {
            ExperimentStatus status = statuses.get(id);
            CommandConflictException.check(Action.FORGET, status);
            return Optional.of(status);
        } catch (UnknownExperimentException | CommandConflictException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> ids(List<ExperimentStatus> selected) {
        return selected.stream().map(ExperimentStatus::experiment).collect(Collectors.toSet());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<TemplateInstance> delete(@RestForm List<String> id) {
        return deletions
                .delete(Set.copyOf(id))
                .map(deletion -> Templates.delete(new DeleteModel(List.of(), List.of(), Optional.of(deletion))));
    }
}
