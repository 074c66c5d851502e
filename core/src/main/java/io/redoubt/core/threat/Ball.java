package io.redoubt.core.threat;

import io.redoubt.api.attack.Threat;
import io.redoubt.core.script.CodeBlock;
import java.nio.FloatBuffer;

/**
 * The perturbations of an image that are no longer than a radius in some norm and keep the image in [0,1]. Attacks use the
 * Java methods, training adversaries the script statements; both must agree.
 */
public interface Ball {

    /** The ball of a threat model, from the {@linkplain PerturbationSets#STANDARD standard} perturbation sets. */
    static Ball of(Threat threat) {
        return PerturbationSets.STANDARD.of(threat);
    }

    /** The largest length of a perturbation, in pixel space. */
    double radius();

    /** The ball of the same norm with another radius. */
    Ball withRadius(double radius);

    /**
     * The length of the longest perturbation that keeps an image of {@code pixels} values in [0,1]. A larger ball
     * contains no further images.
     */
    double largestUseful(int pixels);

    /** The length of the perturbation that leads from one image to another of the same size. */
    double distance(float[] from, float[] to);

    /**
     * Moves a point, in place, into the ball around an image and into [0,1].
     *
     * @param point any pixel values
     * @param clean the image, in [0,1]
     */
    void project(float[] point, float[] clean);

    /**
     * The perturbation of length 1 in the direction of steepest ascent; zero if the gradient is zero.
     *
     * @param gradient one value per pixel
     */
    float[] steepest(float[] gradient);

    /**
     * Fills a buffer with perturbations drawn uniformly from the ball, before any clipping to [0,1].
     *
     * @param seeds one per image; the buffer has room for that many images of equal size
     */
    void sample(long[] seeds, FloatBuffer into);

    /** Statements that must precede {@link #projection} and {@link #ascent}; {@code x} is the batch of images (B,C,H,W). */
    CodeBlock preparation();

    /** Statements that project {@code x_adv} onto the ball around {@code x} and [0,1]. */
    CodeBlock projection();

    /**
     * Statements that set {@code x_adv} to {@code z} plus a step of steepest ascent for the gradient {@code g}, projected
     * onto the ball around {@code x} and [0,1].
     *
     * @param stepSize the length of the step in the norm of the ball
     */
    CodeBlock ascent(double stepSize);
}
