package io.redoubt.core.corruption;

import io.redoubt.api.Ids;
import java.util.List;
import java.util.stream.Stream;

/** The corruptions of CIFAR-10-C, in the order of the benchmark. */
public final class Corruptions {
    private static final List<Corruption> CORE = List.of(
            new NamedDistortion("gaussian_noise", NoiseDistortions::gaussian),
            new NamedDistortion("shot_noise", NoiseDistortions::shot),
            new NamedDistortion("impulse_noise", NoiseDistortions::impulse),
            new NamedDistortion("defocus_blur", BlurDistortions::defocus),
            new NamedDistortion("glass_blur", GlassBlur::distort),
            new NamedDistortion("motion_blur", BlurDistortions::motion),
            new NamedDistortion("zoom_blur", BlurDistortions::zoom),
            new NamedDistortion("snow", Snow::distort),
            new NamedDistortion("frost", Frost::distort),
            new NamedDistortion("fog", Fog::distort),
            new NamedDistortion("brightness", ToneDistortions::brightness),
            new NamedDistortion("contrast", ToneDistortions::contrast),
            new NamedDistortion("elastic_transform", ElasticTransform::distort),
            new NamedDistortion("pixelate", Pixelate::distort),
            new NamedDistortion("jpeg_compression", JpegCompression::distort));

    private static final List<Corruption> EXTRA = List.of(
            new NamedDistortion("speckle_noise", NoiseDistortions::speckle),
            new NamedDistortion("gaussian_blur", BlurDistortions::gaussian),
            new NamedDistortion("spatter", Spatter::distort),
            new NamedDistortion("saturate", ToneDistortions::saturate));

    private Corruptions() {}

    /** Returns the 15 corruptions that the mean corruption error of the benchmark averages over. */
    public static List<Corruption> core() {
        return CORE;
    }

    /** Returns the 4 extra corruptions that the benchmark reserves for choosing hyperparameters. */
    public static List<Corruption> extra() {
        return EXTRA;
    }

    /** Returns all 19 corruptions: core, then extra. */
    public static List<Corruption> all() {
        return Stream.concat(CORE.stream(), EXTRA.stream()).toList();
    }

    /** Returns the names of all corruptions, in the order of {@link #all}. */
    public static List<String> names() {
        return all().stream().map(Corruption::name).toList();
    }

    /**
     * Returns the corruption with the given name.
     *
     * @throws IllegalArgumentException when the name is unknown; the message lists the known names
     */
    public static Corruption named(String name) {
        return all().stream()
                .filter(corruption -> corruption.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "corruption " + Ids.quote(name) + " is unknown; use one of " + names()));
    }
}
