/** Maps that keep a limited number of entries. */
package io.redoubt.experiment.cache;
