/**
 * Measures classifiers: predictions on images and on stored adversarial examples, and checks that the examples are what they
 * claim to be. The only attacks it runs are those that check whether a classifier masks its gradients.
 */
package io.redoubt.core.evaluate;
