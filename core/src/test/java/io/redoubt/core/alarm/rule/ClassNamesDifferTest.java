package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.SampleInputs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesDifferTest {

    @Test
    void equalNamesRaiseNoAlarm() {
        assertThat(alarms(new ClassNames("first.safetensors", List.of("a", "b", "c"))))
                .isEmpty();
    }

    @Test
    void firstClassWithAnotherNameIsReportedForEachFile() {
        assertThat(alarms(
                        new ClassNames("first.safetensors", List.of("a", "c", "b")),
                        new ClassNames("second.safetensors", List.of("b", "a"))))
                .noneMatch(Alarm::unreliable)
                .extracting(Alarm::toString)
                .containsExactly(
                        "model: class 1 is 'c' in first.safetensors and 'b' in data. Classes are matched by index, not by name.",
                        "model: class 0 is 'b' in second.safetensors and 'a' in data. Classes are matched by index, not by"
                                + " name.");
    }

    private static List<Alarm> alarms(ClassNames... models) {
        return AlarmRules.check(
                new SampleInputs().builder().modelClasses(List.of(models)).build());
    }
}
