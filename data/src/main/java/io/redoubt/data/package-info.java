/**
 * Image data sets: storing, splitting, shuffling and augmentation. Plain Java on bytes and floats, without
 * engine types, models or an object store.
 */
package io.redoubt.data;
