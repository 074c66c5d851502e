package io.redoubt.eval.report.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The templates in this package. Values are escaped according to the content type unless the template marks them as {@code .raw}. */
final class ReportTemplates {

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolvers(ValueResolvers.rawResolver(), new ReflectionValueResolver())
            .addResultMapper(new SanitizedHtml())
            .addResultMapper(new Markdown())
            .addLocator(ReportTemplates::locate)
            .build();

    private ReportTemplates() {}

    /** Renders a template. */
    static String render(String template, Map<String, Object> data) {
        return ENGINE.getTemplate(template).data(data).render();
    }

    /** Returns the text of a file in this package. */
    static String text(String name) {
        try (InputStream in = ReportTemplates.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path", e);
        }
    }

    private static Optional<TemplateLocation> locate(String name) {
        String content = text(name);
        Variant variant = Variant.forContentType(name.endsWith(".md") ? Markdown.CONTENT_TYPE : Variant.TEXT_HTML);
        return Optional.of(new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(content);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(variant);
            }
        });
    }
}
