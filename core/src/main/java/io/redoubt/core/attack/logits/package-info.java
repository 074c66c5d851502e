/** Classifiers as attacks use them: logits and gradients of weighted sums of logits. */
package io.redoubt.core.attack.logits;
