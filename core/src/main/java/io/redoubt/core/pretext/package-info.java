/**
 * Self-supervised pretext tasks: the transformation of an image, its label, and the network that predicts the label.
 * Training and attacks work with any task.
 */
package io.redoubt.core.pretext;
