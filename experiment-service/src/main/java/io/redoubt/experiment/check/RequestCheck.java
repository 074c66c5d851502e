package io.redoubt.experiment.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.request.RequestProblem;
import io.redoubt.experiment.plan.ImagePasses;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a request before it is submitted.
 *
 * @param experiment id of its experiment; empty if it has problems
 * @param state of the experiment, if the same request has been submitted before
 * @param problems why it would be rejected; empty if it is valid
 * @param warnings entries without effect, and what could not be checked
 * @param stages its jobs by stage, in the order in which they run; empty if it has problems or is not planned
 * @param passes the work of its jobs that are not stored; absent if it has problems or is not planned
 */
public record RequestCheck(
        String experiment,
        Optional<ExperimentState> state,
        List<RequestProblem> problems,
        List<RequestProblem> warnings,
        List<PlannedStage> stages,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ImagePasses> passes) {

    public RequestCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        stages = List.copyOf(stages);
    }

    static RequestCheck invalid(List<RequestProblem> problems) {
        return new RequestCheck("", Optional.empty(), problems, List.of(), List.of(), Optional.empty());
    }

    /** Returns whether the request can be submitted. */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /** Returns the number of jobs. */
    public int jobs() {
        return stages.stream().mapToInt(PlannedStage::jobs).sum();
    }

    /** Returns the number of jobs whose results are stored; empty if they were not looked up. */
    public Optional<Integer> stored() {
        return stages.stream()
                .map(PlannedStage::stored)
                .flatMap(Optional::stream)
                .reduce(Integer::sum);
    }
}
