/**
 * Where all randomness comes from: one seed derivation and one generator, both fixed for ever, so that a resumed job
 * repeats exactly what an uninterrupted one would have drawn. No generator state is ever stored.
 */
package io.redoubt.core.random;
