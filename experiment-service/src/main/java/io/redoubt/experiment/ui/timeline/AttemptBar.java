package io.redoubt.experiment.ui.timeline;

import io.redoubt.experiment.view.AttemptSummary;
import java.util.Optional;

/**
 * An attempt as a bar. Places and widths are SVG lengths such as {@code 12.50%}, from the start of the axis.
 *
 * @param attempt the attempt
 * @param left place of its start
 * @param width from its start to its last event
 * @param seen place of its last event
 * @param silent from its last event to the current time; {@code 0.00%} if it has ended
 * @param checkpoint place of its last checkpoint
 */
public record AttemptBar(
        AttemptSummary attempt, String left, String width, String seen, String silent, Optional<String> checkpoint) {

    /** Returns what a pointer on the bar shows. */
    public String title() {
        return attempt.worker() + ": " + attempt.outcome().wireName()
                + (attempt.checkpoint() > 0 ? ", checkpoint of epoch " + attempt.checkpoint() : "")
                + (attempt.error().isEmpty() ? "" : ", " + attempt.error());
    }
}
