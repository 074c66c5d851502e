package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.SampleInputs;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmRulesTest {

    @Test
    void subjectWithoutProblemsRaisesNoAlarm() {
        assertThat(AlarmRules.check(new SampleInputs().builder().build())).isEmpty();
    }

    @Test
    void addingARuleTakesOneClassAndOneListEntry() {
        AlarmInputs inputs = new SampleInputs(100, 80).builder().build();

        assertThat(AlarmRules.check(List.of(new FewImages()), inputs))
                .containsExactly(new Alarm("model", true, "only 100 images were evaluated."));
    }

    private static final class FewImages implements AlarmRule {

        @Override
        public String name() {
            return "few images";
        }

        @Override
        public String condition() {
            return "fewer than 500 images were evaluated";
        }

        @Override
        public UnreliableWhen unreliable() {
            return UnreliableWhen.ALWAYS;
        }

        @Override
        public Stream<Alarm> check(AlarmInputs inputs) {
            int images = inputs.attacks().images();
            return images < 500 ? Stream.of(alarm(inputs, "only %,d images were evaluated.", images)) : Stream.empty();
        }
    }
}
