package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RedoubtCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"run", "serve", "submit", "list", "compare", "lint", "data", "model"})
    void unknownOptionIsBadInput(String command) {
        Console console = Console.run(command, "--no-such-option");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("Usage: redoubt " + command).containsAnyOf("--no-such-option", "is missing");
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lnt                     | redoubt: 'lnt' is not a command; did you mean lint? The commands are run,",
                "lint                    | lint: FILE: is missing; Request file, YAML or JSON.",
                "lint --complet a        | lint: '--complet' is not an option here; did you mean --complete? The options",
                "lint a b                | lint: 'b' is one argument too many; put a value with spaces in quotes",
                "run --seed abc a        | run: --seed: 'abc' is not valid; use a whole number",
                "run a --seed            | run: --seed: has no value; Override the seed of the request.",
                "serve --port 99999999999 | serve: --port: '99999999999' is not valid; use a whole number below 2^31",
                "serve --port 1 --port 2 | serve: --port: is given twice; give it once",
                "setup --user x          | setup: --user: 'x' is not valid; write ROLE=NAME: User of a role",
                "data                    | data: a command is missing; use one of add, fetch, list, show, remove",
                "evaluate --modl a --data b | evaluate: '--modl' is not an option here; did you mean --model? The options",
                "data add a b --format foldr | add: --format: 'foldr' is not known; did you mean folder? Use one of",
                "data add A b --format idx | add: NAME: 'A' is not a valid name; use 1 to 63 of a-z",
                "status A                | status: ID: 'A' is not a valid name; use 1 to 63 of a-z",
                "serve --port 99999      | serve: --port: 99999 is not a port; use 1 to 65535",
                "serve --home=~/a        | serve: --home: '~/a' begins with ~, which the shell expands only at the start"
                        + " of an unquoted word; use $HOME/a, or ./~/a for a directory of that name",
                "lint ~/a.yaml           | lint: FILE: '~/a.yaml' begins with ~",
                "list --store-ca=~/ca.pem | list: --store-ca: '~/ca.pem' begins with ~",
                "gc --older-than soon    | gc: --older-than: 'soon' is not a valid age; use days, hours or minutes",
            })
    void mistakeInTheCommandLineIsNamedWithTheRemedy(String line, String message) {
        Console console = Console.run(line.split(" +"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith(message);
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lint --complet | FILE,'--complet'",
                "data add a b --format foldr --pad -4 --train -5 --test x | --format,--pad,--train,--test",
                "data add --pad -4 --train -5 | NAME,DIR,--format,--pad,--train",
                "evaluate --attack magic --norm l1 --eps much --step 0 --images -1 --checks -1 --seed x | --attack,--norm,"
                        + "--eps,--step,--images,--checks,--seed,--model,--data",
                "attack --modl a --from -1 --ot b | '--modl',--from,'--ot',--data",
                "serve --port abc --kafka-port -1 | --port,--kafka-port",
                "gc --older-than soon --experiment A --experiment B | --older-than,--experiment",
                "model import a --depth 0 --width x --image-size big --architecture resnt --to b | --depth,--width,"
                        + "--image-size,--architecture,--classes",
                "attack --model=~/a --data=~/b --out=~/c | --model,--data,--out",
                "data add a ~/b --format idx --home=~/c | DIR,--home",
                "data add A ~/b --format foldr | NAME,--format",
                "status A --kafka | ID,--kafka",
                "evaluate --model none --data none --attack fgsm,fgsm --norm l2 | --model,--data,--attack,--eps",
            })
    void allMistakesAreReportedTogether(String line, String places) {
        Console console = Console.run(line.split(" +"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err().lines().filter(problem -> problem.matches("[a-z]+: .*")))
                .extracting(problem -> problem.split(":? ")[1])
                .contains(places.split(","))
                .allMatch(place -> List.of(places.split(",")).contains(place));
        assertThat(console.out()).isEmpty();
    }

    @Test
    void helpIsPrintedWithoutRequiredOptions() {
        Console console = Console.run("evaluate", "--help");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).startsWith("Usage: redoubt evaluate");
    }

    @Test
    void helpListsTheCommands() {
        Console console = Console.run("--help");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("run", "serve", "submit", "watch", "lint", "data", "model");
    }

    @Test
    void defaultHomeIsInTheWorkingDirectory() {
        HomeOption home = CommandLine.populateCommand(new HomeOption());

        assertThat(home.path()).isEqualTo(Path.of(".redoubt").toAbsolutePath());
    }

    @Test
    void homeIsAbsoluteAndNormalised() {
        HomeOption home = CommandLine.populateCommand(new HomeOption(), "--home", "a/../b");

        assertThat(home.path()).isEqualTo(Path.of("b").toAbsolutePath());
    }
}
