/**
 * Images and how they are read, stored, split, ordered and augmented. Plain Java on bytes and floats: no engine types, no
 * models, no object store.
 */
package io.redoubt.core.data;
