package io.redoubt.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A report and what it was made for.
 *
 * @param report the figures
 * @param seed the request's
 * @param fields the request's fields but for its name and seed
 * @param dataset digest of the data set
 */
record SeedReport(Report report, long seed, Map<String, String> fields, String dataset) {

    /** @throws InvalidFieldException if the report's provenance does not hold its request */
    static SeedReport of(Report report) {
        JsonNode provenance = Json.mapper().valueToTree(report.provenance());
        JsonNode request = provenance.path("request");
        if (!request.path("seed").isIntegralNumber()) {
            throw new InvalidFieldException(
                    report.experiment(),
                    "its report has no provenance.request with a seed, so that nobody can tell what it repeats");
        }
        return new SeedReport(
                report,
                request.path("seed").longValue(),
                RequestFields.of(request),
                provenance.at("/dataset/sha256").asText());
    }

    String experiment() {
        return report.experiment();
    }

    /**
     * Makes sure that another report of the same request can be averaged with this one.
     *
     * @throws InvalidFieldException naming the other experiment and what is not the same
     */
    void requireComparable(SeedReport other) {
        require(other, "the data set with SHA-256", dataset, other.dataset);
        require(other, "this many test images:", report.images(), other.report.images());
        require(other, "the models", subjects(), other.subjects());
        for (int row = 0; row < report.rows().size(); row++) {
            require(other, subjects().get(row) + " judged under", attacks(row), other.attacks(row));
        }
        if (seed == other.seed) {
            throw new InvalidFieldException(
                    other.experiment(),
                    "has the seed " + seed + ", as " + experiment()
                            + " has; one run counts once, so give each seed once");
        }
    }

    private void require(SeedReport other, String what, Object here, Object there) {
        if (!here.equals(there)) {
            throw new InvalidFieldException(
                    other.experiment(),
                    "has " + what + " " + there + ", " + experiment() + " " + here
                            + "; figures are averaged over the same judgement only");
        }
    }

    private List<String> subjects() {
        return report.rows().stream().map(ReportRow::subject).toList();
    }

    private Set<String> attacks(int row) {
        return new TreeSet<>(report.rows().get(row).attacks().keySet());
    }
}
