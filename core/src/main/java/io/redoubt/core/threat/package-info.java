/**
 * Perturbation sets: the perturbations that an adversary may apply to an image.
 */
package io.redoubt.core.threat;
