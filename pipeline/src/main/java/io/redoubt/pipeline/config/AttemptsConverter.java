package io.redoubt.pipeline.config;

import org.eclipse.microprofile.config.spi.Converter;

/** Converts numbers of attempts, 1 to 8. */
public final class AttemptsConverter implements Converter<Integer> {

    private static final long serialVersionUID = 1;
    private static final int MAX = 8;

    @Override
    public Integer convert(String text) {
        int attempts = Integer.parseInt(text.strip());
        if (attempts < 1 || attempts > MAX) {
            throw new IllegalArgumentException(attempts + " is not from 1 to " + MAX);
        }
        return attempts;
    }
}
