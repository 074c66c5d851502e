/**
 * Perturbation sets: what an adversary may do to an image. How the worst point of a set is looked for is described
 * elsewhere.
 */
package io.redoubt.core.threat;
