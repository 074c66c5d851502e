package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.HashSet;
import java.util.List;

/**
 * Several fine-tuned models that are judged as one: attacked as one function, the log of the mean of their probabilities,
 * with one row in the report. On the wire it is the list of their names.
 *
 * @param members names of fine-tuned models, {@link FinetuneEntry#subject()}; 2 to {@value #MOST}, each once
 */
public record EnsembleEntry(List<String> members) {

    /** Most members: their names stand in those of the ensemble's jobs, and all of them are in memory at a time. */
    public static final int MOST = 8;

    /** Stands between the members' names in the ensemble's. */
    public static final String PLUS = "+";

    private static final String FIELD = "ensembles";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnsembleEntry {
        Require.present(FIELD, members).forEach(member -> Require.present(FIELD, member));
        members = List.copyOf(members);
        if (members.size() < 2 || members.size() > MOST) {
            throw new InvalidFieldException(FIELD, "names " + members.size() + " models; use 2 to " + MOST);
        }
        if (new HashSet<>(members).size() < members.size()) {
            throw new InvalidFieldException(FIELD, Ids.quote(String.join(", ", members)) + " names a model twice");
        }
    }

    /** The ensemble's name: those of its members, in order, with {@value #PLUS} between them. */
    public String subject() {
        return String.join(PLUS, members);
    }

    @JsonValue
    List<String> written() {
        return members;
    }
}
