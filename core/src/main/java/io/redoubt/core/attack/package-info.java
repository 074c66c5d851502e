/**
 * Attacks for evaluation: for each image a search for a point in the ball that the model misclassifies. The searches are
 * plain Java over logits and their gradients; only {@link io.redoubt.core.attack.logits.LoadedModel} knows the
 * engine.
 */
package io.redoubt.core.attack;
