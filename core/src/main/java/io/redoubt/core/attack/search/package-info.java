/** Attacks on one image as state machines, and the batches in which they run. */
package io.redoubt.core.attack.search;
