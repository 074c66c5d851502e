/** Readers for the formats in which data sets are published, and the bundled data sets. */
package io.redoubt.data.format;
