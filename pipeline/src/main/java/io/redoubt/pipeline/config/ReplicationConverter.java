package io.redoubt.pipeline.config;

import org.eclipse.microprofile.config.spi.Converter;

/** Converts replication factors: at least 1, or -1 for the broker's default. */
public final class ReplicationConverter implements Converter<Short> {

    private static final long serialVersionUID = 1;
    private static final short DEFAULT_OF_BROKER = -1;

    @Override
    public Short convert(String text) {
        short replicas = Short.parseShort(text.strip());
        if (replicas < 1 && replicas != DEFAULT_OF_BROKER) {
            throw new IllegalArgumentException(replicas + " is not a replication factor; use 1 or more, or -1");
        }
        return replicas;
    }
}
