package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void cellsStayOnTheirLineAndDoNotControlTheTerminal() {
        TextTable table = new TextTable(1, List.of("class", "n"));

        table.add(List.of("cat\n\u001b[1mdog\u202e", "1"));

        assertThat(table.toString().lines()).containsExactly("class         n", "cat??[1mdog?  1");
    }
}
