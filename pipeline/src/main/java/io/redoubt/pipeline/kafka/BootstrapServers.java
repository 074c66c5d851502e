package io.redoubt.pipeline.kafka;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.pipeline.config.Ports;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the addresses of a Kafka cluster, {@code host:port[,host:port...]}. */
public final class BootstrapServers {

    private static final String FORM = "; use host:port, such as localhost:9092";

    /** As Kafka accepts them: a host name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("([0-9a-zA-Z._%-]+|\\[[0-9a-fA-F:.%]+]):(\\d{1,5})");

    private BootstrapServers() {}

    /**
     * Returns the addresses.
     *
     * @param field the setting or option, for the message
     * @throws InvalidFieldException if one is not {@code host:port}
     */
    public static String require(String field, String servers) {
        for (String server : List.of(servers.split(",", -1))) {
            problem(servers, server.strip()).ifPresent(problem -> {
                throw new InvalidFieldException(field, problem);
            });
        }
        return servers;
    }

    private static Optional<String> problem(String servers, String server) {
        Matcher address = ADDRESS.matcher(server);
        if (server.isEmpty()) {
            return Optional.of(Ids.quote(servers) + " has an empty address" + FORM);
        }
        if (server.contains("://")) {
            return Optional.of(Ids.quote(server) + " is a URL" + FORM);
        }
        if (!address.matches()) {
            return Optional.of(
                    Ids.quote(server) + (server.contains(":") ? " is not an address" : " has no port") + FORM);
        }
        return Ports.problem(server, Integer.parseInt(address.group(2)));
    }
}
