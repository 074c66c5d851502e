package io.redoubt.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one may mean. */
public final class NearestName {

    private static final int LEAST_PREFIX = 4;
    private static final int MAX_LENGTH = 100;

    private NearestName() {}

    /**
     * Returns the nearest of {@code known}, unless all are far. Case, hyphens and underscores are ignored.
     *
     * @param name at most {@value #MAX_LENGTH} characters count, because the work grows with them
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String plain = plain(name.substring(0, Math.min(name.length(), MAX_LENGTH)));
        return known.stream()
                .filter(candidate -> isNear(plain, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
    }

    /**
     * What to do about an unknown name: the nearest of {@code known}, else all of them.
     *
     * @param known in the order to show; empty if no name is allowed
     */
    public static String remedy(String name, Collection<String> known) {
        return known.isEmpty()
                ? "leave it out"
                : of(name, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "use " + String.join(", ", known));
    }

    private static boolean isNear(String name, String candidate) {
        boolean prefix = candidate.length() >= LEAST_PREFIX && name.startsWith(candidate)
                || name.length() >= LEAST_PREFIX && candidate.startsWith(name);
        return prefix || distance(name, candidate) <= Math.max(name.length(), candidate.length()) / 3;
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The edit distance (Levenshtein 1966): the least number of insertions, deletions and substitutions. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
