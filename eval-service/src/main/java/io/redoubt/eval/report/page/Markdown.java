package io.redoubt.eval.report.page;

import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;

/** Escapes what is put into a Markdown template, so that it stays text within its line and its table cell. */
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

    /** The text with a backslash before every character that Markdown could read as markup, on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
        });
        return escaped.toString();
    }
}
