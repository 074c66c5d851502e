/** The images of the measured programs that need no real ones. */
package io.redoubt.benchmarks.data;
