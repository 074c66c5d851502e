package io.redoubt.experiment.ui;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.experiment.rest.CommandPublisher;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.UnavailableException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Publishes a command for one or several experiments, and says what became of it. */
@ApplicationScoped
class Actions {

    /** Longer lists of problems are shortened. */
    private static final int MAX_PROBLEMS = 3;

    private static final Map<String, Action> NAMED =
            Map.of("cancel", Action.CANCEL, "pause", Action.PAUSE, "resume", Action.RESUME);

    private final StatusView statuses;
    private final CommandPublisher publisher;

    Actions(StatusView statuses, CommandPublisher publisher) {
        this.statuses = statuses;
        this.publisher = publisher;
    }

    /**
     * Sends a command to each experiment, and returns a sentence for the user: how many accepted it, and why others did
     * not.
     *
     * @throws InvalidFieldException if the action is unknown
     */
    Uni<String> run(String name, List<String> experiments) {
        Action action = NAMED.get(Objects.requireNonNullElse(name, ""));
        if (action == null) {
            throw new InvalidFieldException("action", Ids.quote(name) + " is unknown; use cancel, pause or resume");
        }
        return Multi.createFrom()
                .iterable(experiments)
                .onItem()
                .transformToUniAndConcatenate(id -> send(action, id))
                .collect()
                .asList()
                .map(problems -> notice(name, problems));
    }

    /** Emits the problem, or an empty text. */
    private Uni<String> send(Action action, String id) {
        return Uni.createFrom()
                .deferred(() -> statuses.answered(id))
                .flatMap(known -> publisher.command(action, known))
                .map(published -> "")
                .onFailure(Actions::isExplained)
                .recoverWithItem(Throwable::getMessage);
    }

    private static boolean isExplained(Throwable failure) {
        return failure instanceof CommandConflictException
                || failure instanceof UnknownExperimentException
                || failure instanceof UnavailableException;
    }

    private static String notice(String name, List<String> problems) {
        List<String> parts = new ArrayList<>();
        long sent = problems.stream().filter(String::isEmpty).count();
        if (sent > 0) {
            parts.add("Asked " + Plural.of(sent, "experiment") + " to " + name);
        }
        List<String> unsent =
                problems.stream().filter(problem -> !problem.isEmpty()).toList();
        parts.addAll(unsent.subList(0, Math.min(MAX_PROBLEMS, unsent.size())));
        if (unsent.size() > MAX_PROBLEMS) {
            parts.add("and " + (unsent.size() - MAX_PROBLEMS) + " more that it has no effect on");
        }
        return parts.isEmpty() ? "Select an experiment first" : String.join("; ", parts);
    }
}
