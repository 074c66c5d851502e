/**
 * Measures classifiers: predictions on images and on stored adversarial examples, checks that the examples are what they
 * claim to be, and what makes such figures doubtful. The only attacks it runs are those that check whether a classifier
 * masks its gradients.
 */
package io.redoubt.core.evaluate;
