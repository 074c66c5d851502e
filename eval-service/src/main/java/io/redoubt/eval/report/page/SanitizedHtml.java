package io.redoubt.eval.report.page;

import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import io.redoubt.api.SanitizedText;
import java.util.List;

/** Escapes the values in an HTML template, without characters that XML forbids or that change the direction of text. */
final class SanitizedHtml implements ResultMapper {

    private final HtmlEscaper escaper = new HtmlEscaper(List.of(Variant.TEXT_HTML));

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return escaper.appliesTo(origin, result);
    }

    @Override
    public String map(Object result, Expression expression) {
        return escaper.map(SanitizedText.lines(result.toString()), expression);
    }
}
