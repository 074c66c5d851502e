package io.redoubt.cli.option;

import io.redoubt.api.request.RequestReader;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The seed of an experiment, instead of that of its request. */
public final class SeedOption {

    @Option(names = "--seed", paramLabel = "N", description = "Override the seed of the request.")
    private Optional<Long> seed = Optional.empty();

    /** Returns a valid request with the seed, if one is given. */
    public byte[] applyTo(byte[] request) {
        return seed.isPresent() ? RequestReader.withSeed(request, seed.get()) : request;
    }
}
