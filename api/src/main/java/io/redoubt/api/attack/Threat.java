package io.redoubt.api.attack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.Require;

/**
 * The threat model: which perturbations the adversary may add to an image in [0, 1].
 *
 * @param norm {@value #LINF}, the largest change of any pixel value (paper section 3.1), {@value #L2}, the Euclidean length
 *     of the change, or another that is registered
 * @param eps the radius of the ball; for {@value #LINF} at most 1
 */
public record Threat(String norm, Radius eps) {

    /** The largest change of any pixel value. */
    public static final String LINF = "linf";

    /** The Euclidean length. */
    public static final String L2 = "l2";

    public Threat {
        ExtensionPoint.NORM.require("norm", norm);
        Require.present("eps", eps);
        if (norm.equals(LINF)) {
            eps.requirePixelChange("eps");
        }
    }

    /** Whether radius and steps are changes of a pixel value, so that they are at most 1 and the presets fit. */
    @JsonIgnore
    public boolean boundsPixels() {
        return norm.equals(LINF);
    }
}
