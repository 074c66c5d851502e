package io.redoubt.eval.report.page;

import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import io.redoubt.api.SanitizedText;

/** Escapes the values in a Markdown template, so that each remains plain text within its line and table cell. */
final class Markdown implements ResultMapper {

    static final String CONTENT_TYPE = "text/markdown";
    private static final String SPECIAL = "\\`*_{}[]<>#|!~&";

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return !(result instanceof RawString)
                && origin.getVariant()
                        .map(Variant::getContentType)
                        .filter(CONTENT_TYPE::equals)
                        .isPresent();
    }

    @Override
    public String map(Object result, Expression expression) {
        return escape(result.toString());
    }

    /** Returns the text on one line, with a backslash before every character that Markdown could interpret as markup. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        SanitizedText.lines(text).codePoints().forEach(character -> {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
        });
        return escaped.toString();
    }
}
