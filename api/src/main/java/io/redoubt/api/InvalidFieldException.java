package io.redoubt.api;

/** A value that the contract does not allow. The message names the field, the value and what would be right. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final int LONGEST_FIELD = 200;

    private final String field;

    /**
     * @param field the path of the field as the user wrote it, such as {@code pretrain[0].epochs}
     * @param problem the value that was found and what would be right
     */
    public InvalidFieldException(String field, String problem) {
        super(SanitizedText.of(field, LONGEST_FIELD) + ": " + SanitizedText.of(problem));
        this.field = SanitizedText.of(field, LONGEST_FIELD);
    }

    /** The path of the field, such as {@code threat.eps}. */
    public String field() {
        return field;
    }
}
