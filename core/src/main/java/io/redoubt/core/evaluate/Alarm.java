package io.redoubt.core.evaluate;

/**
 * Something that makes the figures of a subject doubtful.
 *
 * @param subject whose
 * @param unreliable whether it is the robust accuracy that is doubtful; else it is the training, or the figure of one attack
 *     that a stronger one of the same list corrects
 * @param text what was found, in plain words, with its figures
 */
public record Alarm(String subject, boolean unreliable, String text) {

    /** An alarm that leaves the robust accuracy as good as its attacks. */
    public static Alarm notice(String subject, String text) {
        return new Alarm(subject, false, text);
    }

    /** An alarm that says why the robust accuracy may not be what an adversary finds. */
    public static Alarm unreliable(String subject, String text) {
        return new Alarm(subject, true, text);
    }

    /** As reports have it. */
    @Override
    public String toString() {
        return subject + ": " + text;
    }
}
