/**
 * Attacks that judge a classifier: for each image a search for a point of the ball that is taken for another class. The
 * searches are plain Java over logits and their gradients; only {@link io.redoubt.core.attack.LoadedModel} knows the
 * engine.
 */
package io.redoubt.core.attack;
