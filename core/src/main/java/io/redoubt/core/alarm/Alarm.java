package io.redoubt.core.alarm;

/**
 * A reason to doubt the figures of a subject.
 *
 * @param subject name of the subject
 * @param unreliable whether the robust accuracy is in doubt; if not, the alarm is about the training, or about an attack
 *     whose figure a stronger attack of the same list corrects
 * @param text the finding in plain words, with its figures
 */
public record Alarm(String subject, boolean unreliable, String text) {

    /** The alarm as a report lists it. */
    @Override
    public String toString() {
        return subject + ": " + text;
    }
}
