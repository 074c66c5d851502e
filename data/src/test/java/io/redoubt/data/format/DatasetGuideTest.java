package io.redoubt.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.Guide;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of docs/datasets.md lists the registered formats. */
class DatasetGuideTest {
    private static final Guide GUIDE = new Guide("datasets.md");

    @Test
    void tableHasEveryFormat() {
        List<String> formats = GUIDE.rows("# Data sets").stream()
                .map(row -> row.split("`", 3)[1])
                .toList();

        assertThat(formats)
                .as("docs/datasets.md, first table: add a row | `name` | files in DIR | for each format of"
                        + " DatasetFormats.STANDARD")
                .containsExactlyInAnyOrderElementsOf(DatasetFormats.STANDARD.names());
    }
}
