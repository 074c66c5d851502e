package io.redoubt.cli.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.RequestFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A report with its request.
 *
 * @param report the report
 * @param seed seed of the request
 * @param fields fields of the request except name and seed
 * @param dataset SHA-256 of the data set
 */
record SeedReport(Report report, long seed, Map<String, String> fields, String dataset) {

    /** @throws InvalidFieldException if the provenance of the report does not contain the request */
    static SeedReport of(Report report) {
        JsonNode provenance = Json.mapper().valueToTree(report.provenance());
        JsonNode request = provenance.path("request");
        if (!request.path("seed").isIntegralNumber()) {
            throw new InvalidFieldException(
                    report.experiment(),
                    "the report has no provenance.request with a seed; use a report of this version");
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
     * Requires that another report of the same request can be averaged with this one.
     *
     * @throws InvalidFieldException naming the other experiment and the difference
     */
    void requireComparable(SeedReport other) {
        require(other, "the data set with SHA-256", dataset, other.dataset);
        require(other, "this many test images:", report.images(), other.report.images());
        require(other, "the models", subjects(), other.subjects());
        for (int row = 0; row < report.rows().size(); row++) {
            require(other, subjects().get(row) + " evaluated under", attacks(row), other.attacks(row));
        }
        if (seed == other.seed) {
            throw new InvalidFieldException(
                    other.experiment(),
                    "has the seed " + seed + ", the same as " + experiment() + "; specify each seed once");
        }
    }

    private void require(SeedReport other, String what, Object here, Object there) {
        if (!here.equals(there)) {
            throw new InvalidFieldException(
                    other.experiment(),
                    "has " + what + " " + there + ", " + experiment() + " " + here
                            + "; only results of the same evaluation can be averaged");
        }
    }

    private List<String> subjects() {
        return report.rows().stream().map(ReportRow::subject).toList();
    }

    private Set<String> attacks(int row) {
        return new TreeSet<>(report.rows().get(row).attacks().keySet());
    }
}
