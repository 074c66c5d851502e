/** Measures programs in turn, and writes medians and spreads as tables. */
package io.redoubt.benchmarks.measure;
