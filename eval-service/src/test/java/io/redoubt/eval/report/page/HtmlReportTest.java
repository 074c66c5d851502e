package io.redoubt.eval.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.Report;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.figures.SampleEverything;
import io.redoubt.eval.report.figures.SampleExperiment;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private static final String MARKUP = "</td><script>alert('x')</script>&\"";
    private static final String HOSTILE = MARKUP + "\u001b[2J\u0000\u202e\r";

    @Test
    void isWellFormed() throws Exception {
        Document html = parse(HtmlReport.render(SampleExperiment.document()));

        assertThat(html.getDocumentElement().getTagName()).isEqualTo("html");
        assertThat(elements(html, "svg")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(elements(html, "img"))
                .as("6 clean images, and 2 for each of 6 examples of 4 models")
                .hasSize(6 + 4 * 6 * 2)
                .allSatisfy(image -> assertThat(image.getAttribute("alt")).isNotBlank());
    }

    @Test
    void hasNoExternalReferences() throws Exception {
        Document html = parse(HtmlReport.render(SampleExperiment.document()));

        assertThat(elements(html, "script")).isEmpty();
        assertThat(elements(html, "link")).isEmpty();
        for (Element element : elements(html, "*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                if (List.of("src", "href", "xlink:href", "action", "srcset").contains(attribute.getName())) {
                    assertThat(attribute.getValue()).startsWith("data:image/png;base64,");
                } else if (!attribute.getName().equals("xmlns")) {
                    assertThat(attribute.getValue()).doesNotContain("//");
                }
            }
        }
        assertThat(elements(html, "style").get(0).getTextContent()).doesNotContain("url(", "@import", "//");
    }

    @Test
    void showsTheFigures() throws Exception {
        Document html = parse(HtmlReport.render(SampleExperiment.document()));

        assertThat(rowsOf(table(html, "results")).get(0))
                .extracting(head -> head.replace('\u00a0', ' '))
                .startsWith("Model", "TA %", "RA %", "95 % interval", "Scenario", "Pretext");
        assertThat(rowOf(html, "rotation/full-adversarial"))
                .containsExactly("78.1", "71.4", "68.5 – 74.1", "P3,F4", "rotation", "2", "71.4", "272,000", "159");
        assertThat(html.getDocumentElement().getTextContent())
                .containsPattern("Scenario: P1 no pretraining, .* F3 standard and F4 adversarial\\.");
    }

    @Test
    void showsTransferAsAHeatMapOfReadableNumbers() throws Exception {
        Document html = parse(HtmlReport.render(SampleExperiment.documentOfTransfer()));

        Element table = elements(html, "table").stream()
                .filter(found -> found.getAttribute("class").equals("transfer"))
                .findFirst()
                .orElseThrow();
        assertThat(elements(table, "tr")).hasSize(2 + 4);
        assertThat(elements(elements(table, "tr").get(2), "td"))
                .extracting(Element::getTextContent)
                .containsExactly("32.7", "72.3", "73.2", "83.4");
        assertThat(elements(table, "td"))
                .filteredOn(cell -> cell.getAttribute("class").equals("own"))
                .extracting(Element::getTextContent)
                .containsExactly("32.7", "68.3", "65.2", "71.4");
        assertThat(elements(elements(table, "tr").get(2), "td"))
                .as("from the lowest figure of the table, without colour, to the highest")
                .extracting(cell -> cell.getAttribute("style"))
                .containsExactly("--shade: 0.00", "--shade: 0.39", "--shade: 0.40", "--shade: 0.50");
    }

    @Test
    void withoutTransferThereIsNoTransferTable() {
        assertThat(HtmlReport.render(SampleExperiment.document())).doesNotContain("<table class=\"transfer\"");
        assertThat(MarkdownReport.render(SampleExperiment.document())).doesNotContain("Transfer");
    }

    @Test
    void namesAreEscaped() throws Exception {
        ReportDocument document = hostile();

        String html = HtmlReport.render(document);

        assertThat(elements(parse(html), "script")).isEmpty();
        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(parse(html).getDocumentElement().getTextContent()).contains(MARKUP + "?[2J???");
    }

    @Test
    void rendersWithoutHistoriesAndExamples() throws Exception {
        ReportDocument full = SampleExperiment.document();

        Document html = parse(HtmlReport.render(
                new ReportDocument(full.report(), full.request(), full.dataset(), Map.of(), Map.of())));

        assertThat(elements(html, "polyline")).isEmpty();
        assertThat(elements(html, "img")).isEmpty();
    }

    @Test
    void completeReportIsWellFormedWithoutExternalReferences() throws Exception {
        String html = HtmlReport.render(SampleEverything.document());

        Document page = parse(html);
        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "svg"))
                .filteredOn(svg -> svg.getAttribute("class").startsWith("plot"))
                .hasSize(4)
                .allSatisfy(svg -> assertThat(svg.getAttribute("aria-label")).isNotBlank());
        assertThat(elements(page, "section"))
                .extracting(section -> section.getAttribute("aria-labelledby"))
                .contains("attacks", "checks", "corruptions", "transfer");
        assertThat(html).doesNotContain("NaN", "Infinity", "NOT_FOUND");
    }

    @Test
    void showsAttacksAndTheirCost() throws Exception {
        Document page = parse(HtmlReport.render(SampleEverything.document()));

        assertThat(rowsOf(table(page, "results attacks")))
                .contains(
                        List.of(
                                "rotation/full-adversarial",
                                "pgd-20",
                                "71.4",
                                "68.5 – 74.1",
                                "1,000",
                                "286",
                                "20,000",
                                "19,000",
                                "8.5"),
                        List.of("autoattack", "68.4", "65.5 – 71.2", "–", "–", "800,000", "300,000", "1,281"),
                        List.of("apgd-ce", "", "", "781", "67", "", "", "61.5"));
    }

    @Test
    void showsTheFiguresOfEveryCorruption() throws Exception {
        ReportDocument document = SampleEverything.document();
        Document page = parse(HtmlReport.render(document));

        List<List<String>> rows = rowsOf(table(page, "results corruptions"));

        assertThat(rows).hasSize(1 + 15 + 1 + 4 + 1);
        // 816 - 10 * severity images are correct: a mean of 786, and so on for the others.
        assertThat(rows.get(1)).containsExactly("gaussian noise", "78.6", "72.7", "72.5", "75.1");
        assertThat(rows.get(16)).startsWith("mean of the 15");
        assertThat(rows.get(21)).startsWith("mean of the 4");
    }

    private static Element table(Document page, String classes) {
        return elements(page, "table").stream()
                .filter(found -> found.getAttribute("class").equals(classes))
                .findFirst()
                .orElseThrow();
    }

    /** The texts of all cells. */
    private static List<List<String>> rowsOf(Element table) {
        return elements(table, "tr").stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>();
                    for (Element cell : elements(row, "*")) {
                        if (List.of("th", "td").contains(cell.getTagName())) {
                            cells.add(cell.getTextContent());
                        }
                    }
                    return cells;
                })
                .toList();
    }

    /** A report whose names contain markup. */
    static ReportDocument hostile() {
        ReportDocument full = SampleExperiment.document();
        List<String> classes = new ArrayList<>(SampleExperiment.CLASSES);
        classes.set(0, HOSTILE);
        classes.set(1, HOSTILE + "2");
        DatasetManifest dataset = SampleExperiment.dataset(classes);
        Report renamed = SampleExperiment.with(
                full.report(),
                Map.of("dataset", HOSTILE, "alarms", List.of(HOSTILE), "provenance", Map.of(HOSTILE, HOSTILE)));
        return new ReportDocument(renamed, full.request(), dataset, full.histories(), full.examples());
    }

    private static List<String> rowOf(Document html, String subject) {
        Element row = elements(html, "tr").stream()
                .filter(tr ->
                        tr.getElementsByTagName("th").item(0).getTextContent().equals(subject))
                .findFirst()
                .orElseThrow();
        return elements(row, "td").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document document, String tag) {
        return elements(document.getDocumentElement(), tag);
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}
