package io.redoubt.api;

/** Thrown when a field has a value that the contract does not allow. The message names the field, the value and the remedy. */
public class InvalidFieldException extends IllegalArgumentException {

    private static final int MAX_FIELD_LENGTH = 200;

    private final String field;
    private final String problem;

    /**
     * @param field the path of the field as the user wrote it, such as {@code pretrain[0].epochs}
     * @param problem the invalid value and the remedy
     */
    public InvalidFieldException(String field, String problem) {
        super(SanitizedText.of(field, MAX_FIELD_LENGTH) + ": " + SanitizedText.of(problem));
        this.field = SanitizedText.of(field, MAX_FIELD_LENGTH);
        this.problem = SanitizedText.of(problem);
    }

    /** Returns the path of the field, such as {@code threat.eps}. */
    public String field() {
        return field;
    }

    /** Returns the message without the field: the invalid value and the remedy. */
    public String problem() {
        return problem;
    }
}
