package io.redoubt.experiment.ui;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.experiment.overview.ExperimentFilter;
import io.redoubt.experiment.overview.ExperimentList;
import io.redoubt.experiment.overview.SortKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * The page with the list of experiments.
 *
 * @param filter what the reader has chosen
 * @param list the experiments on this page of the list
 * @param notice what the last action did; empty if there was none
 */
public record ExperimentsModel(ExperimentFilter filter, ExperimentList list, String notice) {

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
        return !filter.text().isEmpty() || !filter.states().isEmpty();
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

    /** Returns the columns that the list can be sorted by. */
    public List<Column> columns() {
        return List.of(
                column("name", "Experiment", SortKey.NAME, false),
                column("state", "State", SortKey.STATE, false),
                column("progress", "Progress", SortKey.PROGRESS, true),
                column("left", "Time left", SortKey.LEFT, true),
                column("robust", "Best RA", SortKey.ROBUST, true),
                column("updated", "Updated", SortKey.UPDATED, true));
    }

    /** A column is sorted in its usual direction first, and in the other one if it is chosen again. */
    private Column column(String id, String title, SortKey key, boolean descendingFirst) {
        boolean current = filter.sort() == key;
        boolean descending = current ? !filter.descending() : descendingFirst;
        String order = (descending ? "-" : "") + key.wireName();
        String direction = filter.descending() ? "descending" : "ascending";
        return new Column(id, title, url(1, order), current ? direction : "none");
    }

    private String url(int number, String order) {
        return query("/ui/experiments", order).with("page", number, 1).toString();
    }

    private PageUrl query(String path, String order) {
        return new PageUrl(path)
                .with("text", filter.text(), "")
                .with("state", state(), "")
                .with("sort", order, "-updated");
    }

    /**
     * A column.
     *
     * @param id CSS class
     * @param title its head
     * @param url address of the list sorted by it
     * @param sorted value of {@code aria-sort}
     */
    public record Column(String id, String title, String url, String sorted) {}
}
