/** The manifest of a data set in the store. */
package io.redoubt.api.dataset;
