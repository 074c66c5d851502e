package io.redoubt.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of the command line.
 *
 * @param only the names of the sections to measure
 * @param isShort whether to measure small sizes in one round
 * @param rounds repetitions of each program
 * @param out the page to write; absent for standard output
 * @param python the interpreter for comparisons
 * @param help whether to print the usage only
 */
record Options(List<String> only, boolean isShort, int rounds, Optional<Path> out, String python, boolean help) {
    private static final int ROUNDS = 5;

    /**
     * Parses arguments.
     *
     * @param sections the names of all sections
     * @param page the page that is written by default; a short run is printed instead
     * @throws IllegalArgumentException for an unknown or incomplete option; the message says what is allowed
     */
    static Options parse(List<String> arguments, List<String> sections, Path page) {
        Deque<String> left = new ArrayDeque<>(arguments);
        List<String> only = sections;
        boolean isShort = false;
        boolean help = false;
        Optional<Integer> rounds = Optional.empty();
        Optional<Path> out = Optional.empty();
        String python = "python3";
        while (!left.isEmpty()) {
            String option = left.remove();
            switch (option) {
                case "--short" -> isShort = true;
                case "--help" -> help = true;
                case "--only" -> only = sections(value(option, left), sections);
                case "--rounds" -> rounds = Optional.of(rounds(value(option, left)));
                case "--out" -> out = Optional.of(Path.of(value(option, left)));
                case "--python" -> python = value(option, left);
                default -> throw new IllegalArgumentException("option '" + option + "' is unknown; see --help");
            }
        }
        Optional<Path> target = isShort ? out : Optional.of(out.orElse(page));
        return new Options(only, isShort, rounds.orElse(isShort ? 1 : ROUNDS), target, python, help);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("option '" + option + "' needs a value; see --help");
        }
        return left.remove();
    }

    private static List<String> sections(String value, List<String> known) {
        List<String> names = List.of(value.split(","));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "section '" + name + "' is unknown; use " + String.join(",", known) + " or some of them");
            }
        }
        return known.stream().filter(names::contains).toList();
    }

    private static int rounds(String value) {
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("--rounds is '" + value + "'; use a number from 1 to 9999");
        }
        return Integer.parseInt(value);
    }
}
