package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.api.Require;
import java.util.HashSet;
import java.util.List;

/**
 * An ensemble of fine-tuned models. It is attacked and evaluated as one function, the log of the mean probability of its
 * members, and has one row in the report. In JSON it is the list of member names.
 *
 * @param members names of fine-tuned models, {@link FinetuneEntry#subject()}; 2 to {@value #MAX_MEMBERS}, no duplicates
 */
public record EnsembleEntry(List<String> members) {

    /** Maximum number of members: job names contain all member names, and all members are in memory at once. */
    public static final int MAX_MEMBERS = 8;

    /** Separates the member names in the name of an ensemble. */
    public static final String SEPARATOR = "+";

    private static final String FIELD = "ensembles";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnsembleEntry {
        Require.present(FIELD, members).forEach(member -> Require.present(FIELD, member));
        members = List.copyOf(members);
        if (members.size() < 2 || members.size() > MAX_MEMBERS) {
            throw new InvalidFieldException(
                    FIELD, "names " + Plural.of(members.size(), "model") + "; use 2 to " + MAX_MEMBERS);
        }
        if (new HashSet<>(members).size() < members.size()) {
            throw new InvalidFieldException(
                    FIELD, Ids.quote(String.join(", ", members)) + " has duplicates; name each model once");
        }
    }

    /** Returns the name of the ensemble: the member names, in order, joined by {@value #SEPARATOR}. */
    public String subject() {
        return String.join(SEPARATOR, members);
    }

    @JsonValue
    List<String> toJson() {
        return members;
    }
}
