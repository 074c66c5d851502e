package io.redoubt.experiment.ui;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.experiment.overview.ExperimentFilter;
import io.redoubt.experiment.overview.ExperimentList;
import io.redoubt.experiment.overview.SortKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The page with the list of experiments.
 *
 * @param filter what the reader has chosen
 * @param columns the columns beside the name
 * @param list the experiments on this page of the list
 * @param notice what the last action did; empty if there was none
 */
public record ExperimentsModel(ExperimentFilter filter, Set<ListColumn> columns, ExperimentList list, String notice) {

    /** Experiments on one page of the list. */
    static final int PAGE_SIZE = 50;

    /** Returns the state that the list is limited to; empty if it has experiments of every state. */
    public String state() {
        return filter.states().stream()
                .findFirst()
                .map(ExperimentState::wireName)
                .orElse("");
    }

    /** Returns all states. */
    public List<String> states() {
        return Stream.of(ExperimentState.values())
                .map(ExperimentState::wireName)
                .toList();
    }

    /** Returns the number of this page of the list, from 1. */
    public int number() {
        return filter.offset() / PAGE_SIZE + 1;
    }

    /** Returns the number of pages, at least 1. */
    public int pages() {
        return Math.max(1, (list.total() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /** Returns whether the reader has limited the list. */
    public boolean isFiltered() {
        return !filter.expression().text().isEmpty() || !filter.states().isEmpty();
    }

    /** Returns the address of this page. */
    public String url() {
        return url(number(), filter.order());
    }

    /** Returns the address of another page of the list. */
    public String pageUrl(int number) {
        return url(number, filter.order());
    }

    /** Returns the address of the JSON twin. */
    public String jsonUrl() {
        return query("/experiments", filter.order())
                .with("offset", filter.offset(), 0)
                .with("limit", PAGE_SIZE, 0)
                .toString();
    }

    /** Returns the heads of the table, first that of the name. */
    public List<Head> heads() {
        return Stream.concat(
                        Stream.of(head("name", "Experiment", SortKey.NAME, false)),
                        columns.stream()
                                .map(column ->
                                        head(column.id(), column.title(), column.key(), column.descendingFirst())))
                .toList();
    }

    /** Returns all columns that the reader can choose. */
    public List<Choice> choices() {
        return Stream.of(ListColumn.values())
                .map(column -> new Choice(column.id(), column.title(), columns.contains(column), column.isUsual()))
                .toList();
    }

    /** Returns whether the list has a column. */
    public boolean shows(String column) {
        return columns.stream().anyMatch(shown -> shown.id().equals(column));
    }

    /** Returns the columns that the reader has chosen; empty if they are the usual ones. */
    public List<String> chosen() {
        return columns.equals(ListColumn.named(List.of()))
                ? List.of()
                : columns.stream().map(ListColumn::id).toList();
    }

    /** A column is sorted in its usual direction first, and in the other one if it is chosen again. */
    private Head head(String id, String title, SortKey key, boolean descendingFirst) {
        boolean current = filter.sort() == key;
        boolean descending = current ? !filter.descending() : descendingFirst;
        String order = (descending ? "-" : "") + key.wireName();
        String direction = filter.descending() ? "descending" : "ascending";
        return new Head(id, title, url(1, order), current ? direction : "none");
    }

    private String url(int number, String order) {
        PageUrl url = query("/ui/experiments", order).with("page", number, 1);
        for (String column : chosen()) {
            url = url.with("column", column, "");
        }
        return url.toString();
    }

    private PageUrl query(String path, String order) {
        return new PageUrl(path)
                .with("filter", filter.expression().text(), "")
                .with("state", state(), "")
                .with("sort", order, "-updated");
    }

    /**
     * The head of a column.
     *
     * @param id CSS class
     * @param title its text
     * @param url address of the list sorted by it
     * @param sorted value of {@code aria-sort}
     */
    public record Head(String id, String title, String url, String sorted) {}

    /**
     * A column that the reader can choose.
     *
     * @param id value of the parameter
     * @param title its head
     * @param shown whether the list has it
     * @param usual whether the list has it if the reader has not chosen columns
     */
    public record Choice(String id, String title, boolean shown, boolean usual) {}
}
