package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * The threat model: which perturbations the adversary may add to an image in [0, 1].
 *
 * @param norm {@value #LINF}, the largest change of any pixel value (paper section 3.1), or {@value #L2}, the Euclidean
 *     length of the change
 * @param eps the radius of the ball; for {@value #LINF} at most 1
 */
public record Threat(String norm, Radius eps) {

    /** The largest change of any pixel value. */
    public static final String LINF = "linf";

    /** The Euclidean length. */
    public static final String L2 = "l2";

    public Threat {
        if (!LINF.equals(norm) && !L2.equals(norm)) {
            throw new InvalidFieldException(
                    "norm", Ids.quote(norm) + " is not a norm; known are " + LINF + " and " + L2);
        }
        Require.present("eps", eps);
        if (LINF.equals(norm)) {
            eps.requirePixelChange("eps");
        }
    }
}
