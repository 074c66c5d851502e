/**
 * The losses that training minimises, each with the images it needs, its adversary and the point at which the gradient of
 * the weights is taken.
 */
package io.redoubt.core.loss;
