package io.redoubt.core.alarm;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * A condition that makes the figures of a subject questionable. To add an alarm, implement this interface and add the class to
 * {@code AlarmRules}, or to {@code MaskingRules} if it reads the checks for masked gradients. {@code docs/evaluation.md} lists
 * every rule by name and condition.
 */
public interface AlarmRule {

    /** The name in the documentation. */
    String name();

    /** The condition in words, with its thresholds, as the documentation states it. */
    String condition();

    /** When an alarm of this rule marks the robust accuracy as unreliable. */
    UnreliableWhen unreliable();

    /** Returns the alarms; none if the condition does not hold or the inputs that it needs are absent. */
    Stream<Alarm> check(AlarmInputs inputs);

    /**
     * Returns an alarm of this rule.
     *
     * @param text a format for {@link String#format(Locale, String, Object...)}
     */
    default Alarm alarm(AlarmInputs inputs, String text, Object... figures) {
        return new Alarm(
                inputs.subject(), unreliable() == UnreliableWhen.ALWAYS, String.format(Locale.ROOT, text, figures));
    }
}
