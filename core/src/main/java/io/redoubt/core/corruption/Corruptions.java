package io.redoubt.core.corruption;

import io.redoubt.api.Ids;
import java.util.List;
import java.util.stream.Stream;

/** The corruptions of CIFAR-10-C, in its order. */
public final class Corruptions {
    private static final List<Corruption> CORE = List.of(
            new DistortionCorruption("gaussian_noise", NoiseDistortions::gaussian),
            new DistortionCorruption("shot_noise", NoiseDistortions::shot),
            new DistortionCorruption("impulse_noise", NoiseDistortions::impulse),
            new DistortionCorruption("defocus_blur", BlurDistortions::defocus),
            new DistortionCorruption("glass_blur", GlassBlur::distort),
            new DistortionCorruption("motion_blur", BlurDistortions::motion),
            new DistortionCorruption("zoom_blur", BlurDistortions::zoom),
            new DistortionCorruption("snow", Snow::distort),
            new DistortionCorruption("frost", Frost::distort),
            new DistortionCorruption("fog", Fog::distort),
            new DistortionCorruption("brightness", ToneDistortions::brightness),
            new DistortionCorruption("contrast", ToneDistortions::contrast),
            new DistortionCorruption("elastic_transform", ElasticTransform::distort),
            new DistortionCorruption("pixelate", Pixelate::distort),
            new DistortionCorruption("jpeg_compression", JpegCompression::distort));

    private static final List<Corruption> EXTRA = List.of(
            new DistortionCorruption("speckle_noise", NoiseDistortions::speckle),
            new DistortionCorruption("gaussian_blur", BlurDistortions::gaussian),
            new DistortionCorruption("spatter", Spatter::distort),
            new DistortionCorruption("saturate", ToneDistortions::saturate));

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
