package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;

/**
 * The threat model: which perturbations the adversary may add to an image in [0, 1].
 *
 * @param norm {@code linf}, the largest change of any pixel value (paper section 3.1)
 * @param eps the radius of the ball
 */
public record Threat(String norm, Radius eps) {

    public Threat {
        if (!"linf".equals(norm)) {
            throw new InvalidFieldException("norm", Ids.quote(norm) + " is not a norm; known is linf");
        }
        Require.present("eps", eps);
    }
}
