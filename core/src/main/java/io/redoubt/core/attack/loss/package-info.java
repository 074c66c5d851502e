/** Losses on the logits of one image. */
package io.redoubt.core.attack.loss;
