package io.redoubt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.evaluate.AttackParameters;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttackOptionsTest {

    @Test
    void defaultsEqualThoseOfRequests() {
        ExperimentRequest request = request("");

        AttackParameters adversary = AttackOptions.parameters("linf", Optional.empty(), Optional.empty(), 1);

        assertThat(adversary)
                .isEqualTo(new AttackParameters(
                        request.threat(), request.evaluate().step(), request.seed()));
    }

    @Test
    void l2StepDefaultsToAFifthOfTheRadius() {
        ExperimentRequest request = request("threat: {norm: l2, eps: 0.5}\n");

        AttackParameters adversary =
                AttackOptions.parameters("l2", Optional.of(Radius.parse("0.5")), Optional.empty(), 1);

        assertThat(adversary)
                .isEqualTo(new AttackParameters(
                        request.threat(), request.evaluate().step(), request.seed()));
    }

    @Test
    void stepInUnitsOfBytesIsRefused() {
        assertThatThrownBy(() -> AttackOptions.parameters("linf", Optional.empty(), Optional.of(Radius.parse("2")), 1))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("--step: '2' is out of range; use a length above 0 and at most 1, such as 8/255");
    }

    private static ExperimentRequest request(String more) {
        String yaml = "name: usual\nfinetune: [{from: none}]\n" + more;
        return RequestReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
