package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.option.AgeConverter;
import io.redoubt.cli.option.ExitCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcCommandTest {

    @Test
    void invalidAgeIsRejectedByName() {
        Console console = Console.run("gc", "--older-than", "soon");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--older-than", "30d");
    }

    @Test
    void kafkaWithoutStoreIsRejected() {
        Console console = Console.run("gc", "--kafka", "127.0.0.1:1", "--store", "");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--store");
    }

    @Test
    void invalidIdIsRejectedByName() {
        Console console = Console.run("gc", "--experiment", "../x");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--experiment");
    }

    @ParameterizedTest
    @CsvSource({"30d,PT720H", "12h,PT12H", "90m,PT1H30M", "0d,PT0S"})
    void agesAreParsed(String text, Duration age) {
        assertThat(new AgeConverter().convert(text)).isEqualTo(age);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "d", "-1d", "1.5h", "30 d", "9999999d"})
    void otherTextIsRejected(String text) {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> new AgeConverter().convert(text));
    }
}
