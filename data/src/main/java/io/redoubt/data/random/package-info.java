/**
 * The seed derivation and the random number generator. Both are fixed, so that a resumed job makes the same draws as an
 * uninterrupted one. Generator state is never stored.
 */
package io.redoubt.data.random;
