package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.table.ReportTable;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves finished reports from the store. */
@Path("/experiments/{id}")
@Blocking
@Tag(name = "reports")
public class ReportsResource {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    private final ObjectStore store;
    private final StatusView view;

    ReportsResource(ObjectStore store, StatusView view) {
        this.store = store;
        this.view = view;
    }

    @GET
    @Path("/report")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Returns the report: JSON by default, HTML, Markdown or CSV by content negotiation")
    @APIResponse(responseCode = "404", description = "The experiment does not exist or has no report")
    public byte[] report(String id) {
        return file(id, "report.json");
    }

    @GET
    @Path("/report")
    @Produces(HTML + ";qs=0.9")
    @Operation(hidden = true)
    public byte[] reportAsHtml(String id) {
        return file(id, "report.html");
    }

    @GET
    @Path("/report")
    @Produces(MARKDOWN + ";qs=0.8")
    @Operation(hidden = true)
    public byte[] reportAsMarkdown(String id) {
        return file(id, "report.md");
    }

    @GET
    @Path("/report")
    @Produces(CSV + ";qs=0.7")
    @Operation(hidden = true)
    public String reportAsCsv(String id, @RestQuery @DefaultValue("results") String table) {
        return csv(id, table);
    }

    @GET
    @Path("/report.csv")
    @Produces(CSV)
    @Operation(summary = "Returns one table of the report as CSV: results, attacks, transfer, corruptions or alarms")
    public String csv(String id, @RestQuery @DefaultValue("results") String table) {
        ReportTable wanted = ReportTable.named("table", table);
        return wanted.csv(Json.read(file(id, "report.json"), Report.class));
    }

    @GET
    @Path("/report.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Returns the report as JSON")
    public byte[] json(String id) {
        return file(id, "report.json");
    }

    @GET
    @Path("/report.html")
    @Produces(HTML)
    @Operation(summary = "Returns the report as HTML")
    public byte[] html(String id) {
        return file(id, "report.html");
    }

    @GET
    @Path("/report.md")
    @Produces(MARKDOWN)
    @Operation(summary = "Returns the report as Markdown")
    public byte[] markdown(String id) {
        return file(id, "report.md");
    }

    @GET
    @Path("/robustbench.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Returns the subjects in the format of RobustBench")
    @APIResponse(
            responseCode = "404",
            description = "The experiment does not exist, has no report, or an older version wrote the report")
    public byte[] robustBench(String id) {
        return file(id, "robustbench.json");
    }

    private byte[] file(String id, String name) {
        return store.get(StoreKeys.experiment(id, name))
                .map(StoredObject::content)
                .orElseThrow(() -> new NoReportException(view.get(id)));
    }
}
