/**
 * Attacks for evaluation: for each image, a search for a point in the ball that the model misclassifies. The searches
 * are plain Java on logits and their gradients; only the models in {@code attack.logits} use the engine.
 */
package io.redoubt.core.attack;
