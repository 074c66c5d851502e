/** What a data set in the store says of itself. */
package io.redoubt.api.dataset;
