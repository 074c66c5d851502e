package io.redoubt.experiment.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A path with a query.
 *
 * @param text the path, and the parameters so far
 */
record PageUrl(String text) {

    /** Returns the query with another parameter, unless it has its default. */
    PageUrl with(String name, Object value, Object standard) {
        if (value.equals(standard)) {
            return this;
        }
        String encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        return new PageUrl(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded);
    }

    @Override
    public String toString() {
        return text;
    }
}
