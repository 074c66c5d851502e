/**
 * Measures classifiers: predictions on images and on stored adversarial examples, checks of stored examples against the
 * threat model, and checks for masked gradients.
 */
package io.redoubt.core.evaluate;
