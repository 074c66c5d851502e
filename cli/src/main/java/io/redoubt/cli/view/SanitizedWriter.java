package io.redoubt.cli.view;

import io.redoubt.api.SanitizedText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Replaces the characters with which a file name, a class name or a message could control the terminal. Line feeds and
 * tabs are kept.
 */
public final class SanitizedWriter extends FilterWriter {

    private SanitizedWriter(Writer out) {
        super(out);
    }

    /** Returns a writer to {@code out} that is flushed after each line. */
    public static PrintWriter of(Writer out) {
        return new PrintWriter(new SanitizedWriter(out), true);
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(SanitizedText.lines(text.substring(offset, offset + length)));
    }
}
