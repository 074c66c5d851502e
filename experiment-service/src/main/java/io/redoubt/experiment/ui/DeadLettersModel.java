package io.redoubt.experiment.ui;

import io.redoubt.experiment.deadletter.DeadLetterEntry;
import java.util.List;

/**
 * The page of the dead letters.
 *
 * @param letters the latest, newest first
 * @param all how many there have been
 * @param notice a sentence for the user; may be empty
 */
public record DeadLettersModel(List<DeadLetterEntry> letters, long all, String notice) {

    /** Returns the experiment that a dead letter links to; empty if its id is not known. */
    public String experiment(DeadLetterEntry letter) {
        return letter.node().isPresent() ? letter.experiment() : "";
    }
}
