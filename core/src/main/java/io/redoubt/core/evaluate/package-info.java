/**
 * Measures classifiers: predictions on images and on stored adversarial examples, and checks that the examples are what
 * they claim to be. It attacks nothing itself.
 */
package io.redoubt.core.evaluate;
