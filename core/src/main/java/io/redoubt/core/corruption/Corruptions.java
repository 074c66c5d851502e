package io.redoubt.core.corruption;

import io.redoubt.api.Ids;
import java.util.List;
import java.util.stream.Stream;

/** The families of CIFAR-10-C, in its order. A new one is a line in this table. */
public final class Corruptions {
    private static final List<Corruption> CORE = List.of(
            new Family("gaussian_noise", Noise::gaussian),
            new Family("shot_noise", Noise::shot),
            new Family("impulse_noise", Noise::impulse),
            new Family("defocus_blur", Blur::defocus),
            new Family("glass_blur", GlassBlur::distort),
            new Family("motion_blur", Blur::motion),
            new Family("zoom_blur", Blur::zoom),
            new Family("snow", Snow::distort),
            new Family("frost", Frost::distort),
            new Family("fog", Fog::distort),
            new Family("brightness", Tone::brightness),
            new Family("contrast", Tone::contrast),
            new Family("elastic_transform", ElasticTransform::distort),
            new Family("pixelate", Pixelate::distort),
            new Family("jpeg_compression", JpegCompression::distort));

    private static final List<Corruption> EXTRA = List.of(
            new Family("speckle_noise", Noise::speckle),
            new Family("gaussian_blur", Blur::gaussian),
            new Family("spatter", Spatter::distort),
            new Family("saturate", Tone::saturate));

    private Corruptions() {}

    /** The 15 families over which the benchmark's mean corruption error is taken. */
    public static List<Corruption> core() {
        return CORE;
    }

    /** The 4 families that the benchmark sets apart, for choosing hyperparameters. */
    public static List<Corruption> extra() {
        return EXTRA;
    }

    /** All 19 families: the core ones, then the extra ones. */
    public static List<Corruption> all() {
        return Stream.concat(CORE.stream(), EXTRA.stream()).toList();
    }

    /** The names of all families, in the order of {@link #all}. */
    public static List<String> names() {
        return all().stream().map(Corruption::name).toList();
    }

    /**
     * The family of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists the names
     */
    public static Corruption named(String name) {
        return all().stream()
                .filter(corruption -> corruption.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "corruption " + Ids.quote(name) + " is not known; use one of " + names()));
    }
}
