/** The programs whose speed is measured, each with a main method. */
package io.redoubt.benchmarks.program;
