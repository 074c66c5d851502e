package io.redoubt.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with generated tables between two markers; the text outside remains unchanged. A partial run replaces the tables
 * of its sections. The other tables remain unchanged, or are removed if they are of another machine or other versions.
 *
 * @param text Markdown
 */
public record PerformancePage(String text) {
    private static final String BEGIN = "<!-- benchmarks:begin -->\n";
    private static final String END = "<!-- benchmarks:end -->\n";
    private static final Pattern SECTION = Pattern.compile("(?m)^<!-- section:([a-z]+) -->\n");

    /** @throws IllegalArgumentException when a marker is missing */
    public PerformancePage {
        if (!text.contains(BEGIN) || text.indexOf(END) < text.indexOf(BEGIN)) {
            throw new IllegalArgumentException("the page has no lines '" + BEGIN.strip() + "' and '" + END.strip()
                    + "' around its tables; add them");
        }
    }

    /** Returns an empty page. */
    public static PerformancePage empty() {
        return new PerformancePage(BEGIN + END);
    }

    /**
     * Replaces the tables of some sections.
     *
     * @param order the names of all sections
     * @param machine where and with what they were measured, as Markdown
     * @param measured the new tables by name of the section, as Markdown
     */
    public PerformancePage with(List<String> order, String machine, Map<String, String> measured) {
        String generated = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
        Map<String, String> tables = new LinkedHashMap<>();
        if (generated.startsWith(machine + "\n")) {
            tables.putAll(sections(generated));
        }
        tables.putAll(measured);
        StringBuilder replaced = new StringBuilder(machine).append('\n');
        order.stream().filter(tables::containsKey).forEach(name -> replaced.append("<!-- section:" + name + " -->\n")
                .append(tables.get(name).strip())
                .append("\n\n"));
        return new PerformancePage(
                text.substring(0, text.indexOf(BEGIN)) + BEGIN + replaced + text.substring(text.indexOf(END)));
    }

    private static Map<String, String> sections(String generated) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher start = SECTION.matcher(generated);
        int from = 0;
        String name = "";
        while (start.find()) {
            sections.put(name, generated.substring(from, start.start()));
            name = start.group(1);
            from = start.end();
        }
        sections.put(name, generated.substring(from));
        return sections;
    }
}
