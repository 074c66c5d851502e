package io.redoubt.experiment.ui;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A request to start from. All except the first are files of {@code experiments/}. */
public enum RequestTemplate {
    MINIMAL("one model, adversarially trained from scratch"),
    QUICKSTART("four rows of the paper's table in minutes"),
    FAST("single-step training of a ResNet-18 on CIFAR-10"),
    PAPER_TABLE("the paper's table on CIFAR-10");

    private final String summary;

    RequestTemplate(String summary) {
        this.summary = summary;
    }

    /** Returns the template with a name, such as {@code paper-table}; the first one if the name is empty. */
    static RequestTemplate named(String name) {
        return Arrays.stream(values())
                .filter(template -> name.isEmpty() || template.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "template",
                        Ids.quote(name) + " is unknown; use one of "
                                + Arrays.stream(values())
                                        .map(RequestTemplate::title)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns its name, as in addresses and of its file. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what it is for. */
    public String summary() {
        return summary;
    }

    String text() {
        try (InputStream in = RequestTemplate.class.getResourceAsStream("/requests/" + title() + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + title() + " cannot be read", e);
        }
    }
}
